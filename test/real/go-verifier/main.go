// SPDX-License-Identifier: EUPL-1.2

// Command go-verifier checks a log that Sluis exported, with nothing of Sluis: notes, hashes and proofs are those of
// golang.org/x/mod/sumdb, which Go itself trusts for its checksum database.
//
//	go-verifier DIRECTORY VERIFIER-KEY [EVIDENCE...]
//	go-verifier exhibit FILE VERIFIER-KEY
//
// EVIDENCE is what a reader kept: a checkpoint, a tlog-proof file, or the body of a tlog-witness add-checkpoint request.
// Exit code 0 says that every byte of the directory follows from the signature; 1 says what doesn't, on stderr.
package main

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const (
	height    = 8 // tiles of 2^8 hashes
	tileWidth = 1 << height
)

// place is where a tile stands; a log has one tile at each place, full or partial.
type place struct {
	level int
	index int64
}

type exportedLog struct {
	directory string
	verifier  note.Verifier
	tree      tlog.Tree
	widths    map[place]int
	tiles     map[place][]byte
	leaves    []tlog.Hash
}

func main() {
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "go-verifier DIRECTORY VERIFIER-KEY [EVIDENCE...]\ngo-verifier exhibit FILE VERIFIER-KEY")
		os.Exit(2)
	}
	if os.Args[1] == "exhibit" && len(os.Args) == 4 {
		shown, err := checkExhibit(os.Args[2], os.Args[3])
		if err != nil {
			fmt.Fprintln(os.Stderr, "refused:", err)
			os.Exit(1)
		}
		fmt.Println("valid:", shown)
		return
	}
	log, err := verify(os.Args[1], os.Args[2], os.Args[3:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "refused:", err)
		os.Exit(1)
	}
	fmt.Printf("valid: %s, %d entries\n", log.verifier.Name(), log.tree.N)
}

func verify(directory, key string, evidence []string) (*exportedLog, error) {
	verifier, err := verifierOf(key)
	if err != nil {
		return nil, err
	}
	log := &exportedLog{directory: directory, verifier: verifier, tiles: map[place][]byte{}}
	checkpoint, err := os.ReadFile(filepath.Join(directory, "checkpoint"))
	if err != nil {
		return nil, err
	}
	if log.tree, err = openCheckpoint(checkpoint, verifier); err != nil {
		return nil, err
	}
	for _, check := range []func() error{log.checkFiles, log.checkEntries, log.checkTiles, log.checkRoot, log.checkProofs} {
		if err := check(); err != nil {
			return nil, err
		}
	}
	for _, file := range evidence {
		if err := log.checkEvidence(file); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
	}
	return log, nil
}

func verifierOf(key string) (note.Verifier, error) {
	verifier, err := note.NewVerifier(key)
	if err != nil {
		return nil, err
	}
	// Behind the name, the id and the byte that says Ed25519.
	if bytes, err := base64.StdEncoding.DecodeString(strings.SplitN(key, "+", 3)[2]); err != nil || isSmallOrder(bytes[1:]) {
		return nil, errors.New("key: anybody can sign with it")
	}
	return verifier, nil
}

// openCheckpoint verifies the signature and reads the three lines. Both have one form only: what x/mod forgives (a
// second line by the same key, stray bits at the end of base64) would be a byte that the signature doesn't vouch for.
func openCheckpoint(message []byte, verifier note.Verifier) (tlog.Tree, error) {
	var tree tlog.Tree
	opened, err := note.Open(message, note.VerifierList(verifier))
	if err != nil {
		return tree, err
	}
	signatures := append(opened.Sigs, opened.UnverifiedSigs...)
	for _, signature := range signatures {
		if _, err := base64.StdEncoding.Strict().DecodeString(signature.Base64); err != nil {
			return tree, err
		}
	}
	for _, signature := range opened.Sigs {
		// Behind the four bytes of the key's id.
		if bytes, err := base64.StdEncoding.DecodeString(signature.Base64); err != nil || isSmallOrder(bytes[4:]) {
			return tree, errors.New("checkpoint: the signature starts with a point of small order")
		}
	}
	if lines := bytes.Count(message[len(opened.Text)+1:], []byte("\n")); lines != len(signatures) {
		return tree, errors.New("checkpoint: a signature line stands there twice")
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 {
		return tree, errors.New("checkpoint: not three lines")
	}
	if tree.N, err = strconv.ParseInt(lines[1], 10, 64); err != nil {
		return tree, err
	}
	if tree.Hash, err = tlog.ParseHash(lines[2]); err != nil {
		return tree, err
	}
	if opened.Text != fmt.Sprintf("%s\n%d\n%v\n", verifier.Name(), tree.N, tree.Hash) || tree.N < 0 {
		return tree, errors.New("checkpoint: of another log, or not in its one form")
	}
	return tree, nil
}

// path is x/mod's own, less its tile height, and with the name that tlog-tiles gives the entries.
func path(at place, width int) string {
	tile := tlog.Tile{H: height, L: at.level, N: at.index, W: width}.Path()
	return strings.Replace(strings.Replace(tile, "tile/8/", "tile/", 1), "tile/data/", "tile/entries/", 1)
}

// checkFiles demands the files of a tree of this size and no other.
func (log *exportedLog) checkFiles() error {
	log.widths = map[place]int{}
	for _, tile := range tlog.NewTiles(height, 0, log.tree.N) {
		log.widths[place{tile.L, tile.N}] = tile.W
	}
	wanted := map[string]bool{"checkpoint": true}
	for at, width := range log.widths {
		wanted[path(at, width)] = true
		if at.level == 0 {
			wanted[path(place{-1, at.index}, width)] = true
		}
	}
	found := 0
	err := filepath.WalkDir(log.directory, func(file string, item fs.DirEntry, err error) error {
		if err != nil || item.IsDir() {
			return err
		}
		name, err := filepath.Rel(log.directory, file)
		if err == nil && !wanted[filepath.ToSlash(name)] {
			err = fmt.Errorf("%s: no part of a log of %d entries", name, log.tree.N)
		}
		found++
		return err
	})
	if err == nil && found != len(wanted) {
		err = fmt.Errorf("%d files are missing", len(wanted)-found)
	}
	return err
}

func (log *exportedLog) read(at place, width int) ([]byte, error) {
	return os.ReadFile(filepath.Join(log.directory, filepath.FromSlash(path(at, width))))
}

// checkEntries hashes every entry and demands that its bundle holds nothing else, and level 0 exactly these hashes.
func (log *exportedLog) checkEntries() error {
	for index := int64(0); index*tileWidth < log.tree.N; index++ {
		width := log.widths[place{0, index}]
		bundle, err := log.read(place{-1, index}, width)
		if err != nil {
			return err
		}
		tile, err := log.read(place{0, index}, width)
		if err != nil {
			return err
		}
		if len(tile) != width*tlog.HashSize {
			return fmt.Errorf("%s: %d bytes", path(place{0, index}, width), len(tile))
		}
		for i := 0; i < width; i++ {
			if len(bundle) < 2 || len(bundle) < 2+int(bundle[0])<<8+int(bundle[1]) {
				return fmt.Errorf("entry %d: cut short", index*tileWidth+int64(i))
			}
			end := 2 + int(bundle[0])<<8 + int(bundle[1])
			leaf := tlog.RecordHash(bundle[2:end])
			if !bytes.Equal(leaf[:], tile[i*tlog.HashSize:(i+1)*tlog.HashSize]) {
				return fmt.Errorf("entry %d: not the one that level 0 holds", index*tileWidth+int64(i))
			}
			log.leaves = append(log.leaves, leaf)
			bundle = bundle[end:]
		}
		if len(bundle) > 0 {
			return fmt.Errorf("bundle %d: bytes after its entries", index)
		}
		log.tiles[place{0, index}] = tile
	}
	return nil
}

// checkTiles demands of every tile above level 0 exactly the roots of the full tiles below it.
func (log *exportedLog) checkTiles() error {
	for level := 1; log.tree.N>>(height*level) > 0; level++ {
		count := log.tree.N >> (height * level)
		for index := int64(0); index*tileWidth < count; index++ {
			at := place{level, index}
			tile, err := log.read(at, log.widths[at])
			if err != nil {
				return err
			}
			var want []byte
			for n := index * tileWidth; n < index*tileWidth+int64(log.widths[at]); n++ {
				halves, err := log.hashes([]int64{
					tlog.StoredHashIndex(height*level-1, 2*n), tlog.StoredHashIndex(height*level-1, 2*n+1)})
				if err != nil {
					return err
				}
				root := tlog.NodeHash(halves[0], halves[1])
				want = append(want, root[:]...)
			}
			if !bytes.Equal(tile, want) {
				return fmt.Errorf("%s: not the roots of the tiles below it", path(at, log.widths[at]))
			}
			log.tiles[at] = tile
		}
	}
	return nil
}

// hashes is the log as x/mod reads one (tlog.HashReader): from its tiles, all of which have been checked by then.
func (log *exportedLog) hashes(indexes []int64) ([]tlog.Hash, error) {
	hashes := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		tile := tlog.TileForIndex(height, index)
		at := place{tile.L, tile.N}
		tile.W = log.widths[at]
		var err error
		if hashes[i], err = tlog.HashFromTile(tile, log.tiles[at], index); err != nil {
			return nil, err
		}
	}
	return hashes, nil
}
