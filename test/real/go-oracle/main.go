// SPDX-License-Identifier: EUPL-1.2

// Command go-oracle says what golang.org/x/mod/sumdb and crypto/ed25519 make of what the package is asked too. Each line
// of its input is one question in JSON, each line of its output the answer to it.
package main

import (
	"bufio"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type question struct {
	Kind string // note, key, path, signature, record, tree, proofs, tiles

	Text []byte   // note: the whole of it
	Keys []string // note: those of the reader; key: one
	Path string

	PublicKey, Message, Signature []byte

	// Number is that of the entry, or the size of the older tree.
	Size, Number int64 `json:",string"`
	Root, Leaf   []byte
	Proof        [][]byte
}

type answer struct {
	Ok      bool     `json:"ok"`
	Text    string   `json:"text"`
	Signers []string `json:"signers"`
	Paths   []string `json:"paths"`
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<22)
	out := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		var asked question
		if err := json.Unmarshal(lines.Bytes(), &asked); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		if err := out.Encode(asked.answer()); err != nil {
			os.Exit(2)
		}
	}
	if lines.Err() != nil {
		fmt.Fprintln(os.Stderr, lines.Err())
		os.Exit(2)
	}
}

func (asked question) answer() answer {
	switch asked.Kind {
	case "note":
		return asked.openNote()
	case "key":
		_, err := note.NewVerifier(asked.Keys[0])
		return answer{Ok: err == nil}
	case "path":
		tile, err := tlog.ParseTilePath(asked.Path)
		return answer{Ok: err == nil, Text: fmt.Sprintf("%d %d %d", tile.L, tile.N, tile.W)}
	case "signature":
		return answer{Ok: ed25519.Verify(asked.PublicKey, asked.Message, asked.Signature)}
	case "record", "tree":
		return answer{Ok: asked.checkProof()}
	case "proofs":
		return answer{Ok: true, Text: digestOfProofs(asked.Size)}
	case "tiles":
		var paths []string
		for _, tile := range tlog.NewTiles(8, 0, asked.Size) {
			paths = append(paths, tile.Path())
		}
		return answer{Ok: true, Paths: paths}
	}
	fmt.Fprintln(os.Stderr, "no such question:", asked.Kind)
	os.Exit(2)
	return answer{}
}

func (asked question) openNote() answer {
	var verifiers []note.Verifier
	for _, key := range asked.Keys {
		verifier, err := note.NewVerifier(key)
		if err != nil {
			return answer{}
		}
		verifiers = append(verifiers, verifier)
	}
	opened, err := note.Open(asked.Text, note.VerifierList(verifiers...))
	if err != nil {
		return answer{}
	}
	said := answer{Ok: true, Text: opened.Text}
	for _, signature := range opened.Sigs {
		said.Signers = append(said.Signers, fmt.Sprintf("%s+%08x", signature.Name, signature.Hash))
	}
	return said
}

func (asked question) checkProof() bool {
	var proof []tlog.Hash
	for _, bytes := range asked.Proof {
		hash, err := tlog.ParseHash(base64.StdEncoding.EncodeToString(bytes))
		if err != nil {
			return false
		}
		proof = append(proof, hash)
	}
	var root, leaf tlog.Hash
	if copy(root[:], asked.Root) != len(root) || copy(leaf[:], asked.Leaf) != len(leaf) {
		return false
	}
	if asked.Kind == "record" {
		return tlog.CheckRecord(proof, asked.Size, root, asked.Number, leaf) == nil
	}
	return tlog.CheckTree(proof, asked.Size, root, asked.Number, leaf) == nil
}

// digestOfProofs is a hash of the tree's root, of the proof of every entry, and of the growth from every size.
func digestOfProofs(size int64) string {
	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		var found []tlog.Hash
		for _, index := range indexes {
			found = append(found, stored[index])
		}
		return found, nil
	})
	digest := sha256.New()
	write := func(hashes []tlog.Hash, err error) {
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		for _, hash := range hashes {
			digest.Write(hash[:])
		}
		digest.Write([]byte{byte(len(hashes))})
	}
	for number := int64(0); number < size; number++ {
		added, err := tlog.StoredHashes(number, []byte(fmt.Sprintf("entry number %d", number)), reader)
		if err != nil {
			os.Exit(2)
		}
		stored = append(stored, added...)
	}
	root, err := tlog.TreeHash(size, reader)
	write([]tlog.Hash{root}, err)
	for number := int64(0); number < size; number++ {
		write(tlog.ProveRecord(size, number, reader))
		write(tlog.ProveTree(size, number+1, reader))
	}
	return fmt.Sprintf("%x", digest.Sum(nil))
}
