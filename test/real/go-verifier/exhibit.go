// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base32"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"regexp"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type exhibit struct {
	Format  string `json:"format"`
	Entries []struct {
		Proof       string   `json:"proof"`
		Disclosures []string `json:"disclosures"`
	} `json:"entries"`
	Names []string `json:"names"`
}

var pseudonym = regexp.MustCompile(`[\w-]+`)

// checkExhibit verifies entries with private fields that somebody handed over (RFC 9901 section 4.2), and gives how many
// entries, fields, pieces and names they are.
func checkExhibit(file, key string) (string, error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	verifier, err := verifierOf(key)
	if err != nil {
		return "", err
	}
	var given exhibit
	if err := decode(content, &given); err != nil {
		return "", err
	}
	if given.Format != "sluis-exhibit@v1" || len(given.Entries) == 0 {
		return "", errors.New("exhibit: of another format, or without entries")
	}
	first, fields, pieces := "", 0, 0
	indexes, pseudonyms := map[int64]bool{}, map[string]bool{}
	for _, one := range given.Entries {
		proven, err := parseEvidence(one.Proof)
		if err != nil {
			return "", err
		}
		if first == "" {
			first = proven.checkpoint
		}
		if proven.word != "index" || proven.checkpoint != first || indexes[proven.number] {
			return "", errors.New("exhibit: an entry twice, or proven by another checkpoint")
		}
		indexes[proven.number] = true
		leaf, err := provenLeaf(one.Proof, proven, verifier)
		if err != nil {
			return "", err
		}
		for _, word := range pseudonym.FindAllString(string(leaf), -1) {
			pseudonyms[word] = true
		}
		opened, shown, err := openFields(leaf, one.Disclosures)
		if err != nil {
			return "", fmt.Errorf("entry %d: %w", proven.number, err)
		}
		fields, pieces = fields+opened, pieces+shown
	}
	for _, name := range given.Names {
		list, err := readDisclosure(name)
		if err != nil || len(list) != 3 || string(list[1]) != `"subject"` || list[2][0] != '"' {
			return "", errors.New("name: names no subject")
		}
		digest := sha256.Sum256([]byte(name))
		word := strings.ToLower(base32.StdEncoding.EncodeToString(digest[:20]))
		if !pseudonyms[word] {
			return "", errors.New("name: no entry has its pseudonym, or it stands there twice")
		}
		delete(pseudonyms, word)
	}
	return fmt.Sprintf("%d entries, %d fields, %d pieces, %d names", len(given.Entries), fields, pieces, len(given.Names)), nil
}

func provenLeaf(proof string, proven evidence, verifier note.Verifier) ([]byte, error) {
	tree, err := openCheckpoint([]byte(proven.checkpoint), verifier)
	if err != nil {
		return nil, err
	}
	extra, _, _ := strings.Cut(strings.TrimPrefix(proof, proofHeader+"extra "), "\n")
	leaf, err := base64.StdEncoding.Strict().DecodeString(extra)
	if err != nil {
		return nil, err
	}
	if proven.number < 0 || proven.number >= tree.N {
		return nil, errors.New("proof: of no entry of this log")
	}
	return leaf, tlog.CheckRecord(proven.proof, tree.N, tree.Hash, proven.number, tlog.RecordHash(leaf))
}

// openFields holds disclosures against the digests of an entry and of its fields. Each must be committed to.
func openFields(leaf []byte, disclosures []string) (fields, pieces int, err error) {
	if err := readsOneWay(leaf); err != nil {
		return 0, 0, err
	}
	at, err := membersOf(leaf, "_sd", "at", "data", "kind", "number", "salt", "series", "v")
	if err != nil || string(at["v"]) != "1" {
		return 0, 0, errors.New("no entry of Sluis")
	}
	var committed []string
	if at["_sd"] != nil {
		if err := json.Unmarshal(at["_sd"], &committed); err != nil {
			return 0, 0, err
		}
	}
	given := map[string][]json.RawMessage{}
	for _, text := range disclosures {
		hash := sha256.Sum256([]byte(text))
		digest := base64.RawURLEncoding.EncodeToString(hash[:])
		list, err := readDisclosure(text)
		if err != nil || given[digest] != nil {
			return 0, 0, errors.New("a disclosure that can't be read, or twice the same")
		}
		given[digest] = list
	}
	names, listed, shown := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, digest := range committed {
		if listed[digest] {
			return 0, 0, errors.New("a digest twice")
		}
		listed[digest] = true
		list := given[digest]
		if len(list) != 3 {
			continue
		}
		one, err := membersOf(list[2], "value", "parts")
		if err != nil || one["value"] == nil || names[string(list[1])] {
			return 0, 0, errors.New("a field of another shape, or two of one name")
		}
		names[string(list[1])] = true
		var parts []json.RawMessage
		if one["parts"] != nil {
			if err := json.Unmarshal(one["parts"], &parts); err != nil {
				return 0, 0, err
			}
		}
		for _, part := range parts {
			var old string
			if json.Unmarshal(part, &old) == nil {
				continue // Sealed before pieces could be handed over.
			}
			named, err := membersOf(part, "...")
			var digest string
			if err != nil || json.Unmarshal(named["..."], &digest) != nil {
				return 0, 0, errors.New("a part of another shape")
			}
			if len(given[digest]) == 2 {
				shown[digest] = true
			}
		}
	}
	if len(names)+len(shown) < len(given) {
		return 0, 0, errors.New("does not commit to everything that was handed over with it")
	}
	return len(names), len(shown), nil
}

// readDisclosure reads [salt, name, value] or [salt, value].
func readDisclosure(text string) ([]json.RawMessage, error) {
	decoded, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if err != nil {
		return nil, err
	}
	if err := readsOneWay(decoded); err != nil {
		return nil, err
	}
	var list []json.RawMessage
	if err := json.Unmarshal(decoded, &list); err != nil {
		return nil, err
	}
	isText := func(at int) bool { return list[at][0] == '"' }
	if len(list) < 2 || len(list) > 3 || !isText(0) || len(list) == 3 && !isText(1) {
		return nil, errors.New("no disclosure")
	}
	return list, nil
}

// membersOf gives what an object holds, by names in their own case: a decoder of Go takes "_SD" for "_sd" too. Where
// names are given it holds no others.
func membersOf(content []byte, names ...string) (map[string]json.RawMessage, error) {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(content, &members); err != nil {
		return nil, err
	}
	known := 0
	for _, name := range names {
		if _, is := members[name]; is {
			known++
		}
	}
	if len(names) > 0 && known < len(members) {
		return nil, errors.New("a member that it should not have")
	}
	return members, nil
}

// decode takes the members that are asked for and no other.
func decode(content []byte, into any) error {
	decoder := json.NewDecoder(bytes.NewReader(content))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(into); err != nil {
		return err
	}
	if decoder.More() {
		return errors.New("more than one value")
	}
	return nil
}

// readsOneWay refuses JSON that other programs could read otherwise: white space, a member twice, a number that is rounded.
func readsOneWay(text []byte) error {
	var compact bytes.Buffer
	if err := json.Compact(&compact, text); err != nil {
		return err
	}
	if !bytes.Equal(compact.Bytes(), text) {
		return errors.New("white space")
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	return walk(decoder)
}

func walk(decoder *json.Decoder) error {
	token, err := decoder.Token()
	if err != nil {
		return err
	}
	if number, ok := token.(json.Number); ok {
		value, err := number.Float64()
		if err != nil {
			return err
		}
		if written, err := json.Marshal(value); err != nil || string(written) != number.String() || number == "-0" {
			return fmt.Errorf("%s is rounded", number)
		}
	}
	if token != json.Delim('{') && token != json.Delim('[') {
		return nil
	}
	members := map[json.Token]bool{}
	for decoder.More() {
		if token == json.Delim('{') {
			name, err := decoder.Token()
			if err != nil {
				return err
			}
			if members[name] {
				return fmt.Errorf("%v stands there twice", name)
			}
			members[name] = true
		}
		if err := walk(decoder); err != nil {
			return err
		}
	}
	_, err = decoder.Token()
	return err
}
