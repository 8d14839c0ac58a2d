// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

func (log *exportedLog) rootAt(size int64) (tlog.Hash, error) {
	if size == 0 {
		return sha256.Sum256(nil), nil // RFC 6962 section 2.1; x/mod has zeroes here
	}
	return tlog.TreeHash(size, tlog.HashReaderFunc(log.hashes))
}

func (log *exportedLog) checkRoot() error {
	root, err := log.rootAt(log.tree.N)
	if err == nil && root != log.tree.Hash {
		err = errors.New("the entries do not lead to the signed root")
	}
	return err
}

// checkProofs makes and checks proofs for entries and sizes around every power of two, and the ends.
func (log *exportedLog) checkProofs() error {
	reader := tlog.HashReaderFunc(log.hashes)
	size, root := log.tree.N, log.tree.Hash
	for power := int64(1); power <= 2*size; power *= 2 {
		for _, old := range []int64{power - 1, power, power + 1, size} {
			if old < 1 || old > size {
				continue
			}
			record, err := tlog.ProveRecord(size, old-1, reader)
			if err != nil {
				return err
			}
			if err := tlog.CheckRecord(record, size, root, old-1, log.leaves[old-1]); err != nil {
				return fmt.Errorf("entry %d: %w", old-1, err)
			}
			oldRoot, err := log.rootAt(old)
			if err != nil {
				return err
			}
			prefix, err := tlog.ProveTree(size, old, reader)
			if err != nil {
				return err
			}
			if err := tlog.CheckTree(prefix, size, root, old, oldRoot); err != nil {
				return fmt.Errorf("size %d: %w", old, err)
			}
		}
	}
	return nil
}

// evidence is a checkpoint from elsewhere, and the proof that stands before it, if any.
type evidence struct {
	word       string // "index" for an entry's proof, "old" for a growth's, "" for none
	number     int64
	proof      []tlog.Hash
	checkpoint string
}

const proofHeader = "c2sp.org/tlog-proof@v1\n"

// parseEvidence reads a checkpoint, a tlog-proof file, or the body of a tlog-witness add-checkpoint request.
func parseEvidence(content string) (evidence, error) {
	head, checkpoint, _ := strings.Cut(content, "\n\n")
	found := evidence{word: "index", checkpoint: checkpoint}
	if strings.HasPrefix(head, "old ") {
		found.word = "old"
	} else if !strings.HasPrefix(head, proofHeader) {
		return evidence{checkpoint: content}, nil
	}
	lines := strings.Split(strings.TrimPrefix(head, proofHeader), "\n")
	if found.word == "index" && strings.HasPrefix(lines[0], "extra ") {
		lines = lines[1:]
	}
	if len(lines) == 0 {
		return found, errors.New("proof: no number line")
	}
	number, err := strconv.ParseInt(strings.TrimPrefix(lines[0], found.word+" "), 10, 64)
	if err != nil || lines[0] != fmt.Sprintf("%s %d", found.word, number) {
		return found, fmt.Errorf("proof: %q is no number line", lines[0])
	}
	found.number = number
	for _, line := range lines[1:] {
		hash, err := tlog.ParseHash(line)
		if err != nil || hash.String() != line {
			return found, fmt.Errorf("proof: %q is no hash", line)
		}
		found.proof = append(found.proof, hash)
	}
	return found, nil
}

// checkEvidence compares the log with what a reader kept: who holds a later checkpoint finds a cut, and who holds one of
// another past finds a fork.
func (log *exportedLog) checkEvidence(file string) error {
	content, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	kept, err := parseEvidence(string(content))
	if err != nil {
		return err
	}
	tree, err := openCheckpoint([]byte(kept.checkpoint), log.verifier)
	if err != nil {
		return err
	}
	if tree.N > log.tree.N {
		return fmt.Errorf("cut: %d entries are missing", tree.N-log.tree.N)
	}
	root, err := log.rootAt(tree.N)
	if err != nil {
		return err
	}
	if root != tree.Hash {
		return fmt.Errorf("fork: the first %d entries are others", tree.N)
	}
	if kept.word == "" {
		return nil
	}
	if kept.number < 0 || kept.number > tree.N || kept.word == "index" && kept.number == tree.N {
		return fmt.Errorf("proof: nothing of %s %d in a tree of %d", kept.word, kept.number, tree.N)
	}
	if kept.word == "index" {
		return tlog.CheckRecord(kept.proof, tree.N, tree.Hash, kept.number, log.leaves[kept.number])
	}
	old, err := log.rootAt(kept.number)
	if err != nil {
		return err
	}
	return tlog.CheckTree(kept.proof, tree.N, tree.Hash, kept.number, old)
}
