// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"encoding/hex"
	"strings"
)

// smallOrder has the points of edwards25519 whose order divides 8, as their y, without the bit for the sign of x.
// crypto/ed25519 takes signatures that start with one; Web Cryptography refuses them, and with it the same checkpoint in
// other programs.
var smallOrder = []string{
	strings.Repeat("00", 32),
	"01" + strings.Repeat("00", 31),
	"26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
	"c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
	"ec" + strings.Repeat("ff", 30) + "7f",
	"ed" + strings.Repeat("ff", 30) + "7f",
	"ee" + strings.Repeat("ff", 30) + "7f",
}

// isSmallOrder says whether the first 32 bytes, a key or a signature's R, are such a point.
func isSmallOrder(bytes []byte) bool {
	point := append([]byte{}, bytes[:32]...)
	point[31] &= 0x7f
	for _, known := range smallOrder {
		if hex.EncodeToString(point) == known {
			return true
		}
	}
	return false
}
