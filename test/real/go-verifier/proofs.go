// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
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

// checkEvidence compares the log with a checkpoint from elsewhere, and checks the proof that stands before it, if any.
func (log *exportedLog) checkEvidence(file string) error {
	content, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	head, checkpoint, isProof := strings.Cut(string(content), "\n\n")
	index, old := int64(-1), int64(-1)
	isInclusion := strings.HasPrefix(head, "c2sp.org/tlog-proof@v1\n")
	isProof = isInclusion || strings.HasPrefix(head, "old ")
	if !isProof {
		checkpoint = string(content)
	}
	tree, err := openCheckpoint([]byte(checkpoint), log.verifier)
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
	if !isProof {
		return nil
	}
	lines := strings.Split(strings.TrimPrefix(head, "c2sp.org/tlog-proof@v1\n"), "\n")
	if isInclusion && strings.HasPrefix(lines[0], "extra ") {
		lines = lines[1:]
	}
	proof := []tlog.Hash{}
	for _, line := range lines[1:] {
		hash, err := tlog.ParseHash(line)
		if err != nil || hash.String() != line {
			return fmt.Errorf("proof: %q is no hash", line)
		}
		proof = append(proof, hash)
	}
	if isInclusion {
		if _, err := fmt.Sscanf(lines[0], "index %d", &index); err != nil || lines[0] != fmt.Sprintf("index %d", index) || index < 0 || index >= tree.N {
			return errors.New("proof: no index in this tree")
		}
		return tlog.CheckRecord(proof, tree.N, tree.Hash, index, log.leaves[index])
	}
	if _, err := fmt.Sscanf(lines[0], "old %d", &old); err != nil || lines[0] != fmt.Sprintf("old %d", old) || old < 1 || old > tree.N {
		return errors.New("proof: no old size in this tree")
	}
	oldRoot, err := log.rootAt(old)
	if err != nil {
		return err
	}
	return tlog.CheckTree(proof, tree.N, tree.Hash, old, oldRoot)
}
