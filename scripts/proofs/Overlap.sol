// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;
/// @title Overlap: the rule of Grants.sol (`_overlap`), which must not depend on who came first
contract Overlap {
    struct Scope {
        uint8 uses;
        uint8 purposes;
        bool someTerritories;
        uint8 excluded;
        bool oneField;
        uint256 field;
    }

    function _overlap(Scope memory a, Scope memory b) private pure returns (bool) {
        if (a.uses & b.uses == 0 || a.purposes & b.purposes == 0) return false;
        if (a.someTerritories && b.someTerritories && a.excluded | b.excluded == type(uint8).max) return false;
        return !(a.oneField && b.oneField) || a.field == b.field;
    }

    function symmetric(Scope memory a, Scope memory b) external pure {
        assert(_overlap(a, b) == _overlap(b, a));
    }

    /// @dev What allows something and is for something overlaps itself, unless it is for no territory.
    function itself(Scope memory a) external pure {
        require(a.uses != 0 && a.purposes != 0 && a.excluded != type(uint8).max);
        assert(_overlap(a, a));
    }

    /// @dev Two that share no act, or no purpose, or are for two fields, never do.
    function apart(Scope memory a, Scope memory b) external pure {
        bool fields = a.oneField && b.oneField && a.field != b.field;
        require(a.uses & b.uses == 0 || a.purposes & b.purposes == 0 || fields);
        assert(!_overlap(a, b));
    }
}
