// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILicences} from "../../../contracts/interfaces/ILicences.sol";
import {IOffers} from "../../../contracts/interfaces/IOffers.sol";
import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {LicenceId} from "../../../contracts/types/LicenceId.sol";
import {TermsId} from "../../../contracts/types/TermsId.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {Licensing} from "../../utils/Licensing.sol";

/// @dev What a buyer of a work or a licence can see of what was granted from it.
contract LicencesBookOfTest is Licensing {
    TermsId private constant FIRST = TermsId.wrap(0);

    WorkId private _work;
    uint256 private _deeds;

    function setUp() public override {
        super.setUp();
        _work = register(ines, CONTENT);
    }

    /// @dev What is only offered is not in the book.
    function test_WhenNothingWasGranted_ItIsEmpty() public {
        publish(_work, _terms(0, 1));
        publish(_work, _terms(2, 2));
        assertEq(licences.bookOf(_work, NO_PARENT, true, FIRST, MOST).length, 0, "alone");
        assertEq(licences.bookOf(_work, NO_PARENT, false, FIRST, MOST).length, 0, "open");
    }

    function test_SaysWhatIsLiveUntilWhenAndHowMany() public {
        IOffers.Offer memory open = publish(_work, _terms(0, 1));
        IOffers.Offer memory alone = publish(_work, _terms(2, 2));
        LicenceId first = buy(maya, open);
        vm.warp(NOW + 5 days);
        buy(tomas, open);
        buy(maya, alone);
        ILicences.Live[] memory list = licences.bookOf(_work, NO_PARENT, false, FIRST, MOST);
        assertEq(list.length, 1, "one that excludes nobody");
        _expect(list[0], open.terms, NOW + 370 days, 2);
        list = licences.bookOf(_work, NO_PARENT, true, FIRST, MOST);
        assertEq(list.length, 1, "one that excludes others");
        _expect(list[0], alone.terms, NOW + 370 days, 1);

        renew(maya, open, first, 1);
        _expect(licences.bookOf(_work, NO_PARENT, false, FIRST, MOST)[0], open.terms, NOW + 730 days, 2);
        surrender(maya, first);
        _expect(licences.bookOf(_work, NO_PARENT, false, FIRST, MOST)[0], open.terms, NOW + 730 days, 1);
    }

    /// @dev Each licence has a book of its own, and the work's says nothing of what was granted below.
    function test_OfALicence_SaysWhatWasGrantedUnderIt() public {
        ITerms.Terms memory what = _terms(2, 1);
        what.sublicensing = 1;
        LicenceId parent = buy(maya, publish(_work, what), 10);
        IOffers.Offer memory inner = publishUnder(parent, maya, _terms(0, 1));
        buy(tomas, inner, 3);
        ILicences.Live[] memory list = licences.bookOf(_work, parent, false, FIRST, MOST);
        assertEq(list.length, 1, "one");
        _expect(list[0], inner.terms, NOW + 365 days, 1);
        assertEq(licences.bookOf(_work, parent, true, FIRST, MOST).length, 0, "none alone");
        assertEq(licences.bookOf(_work, NO_PARENT, false, FIRST, MOST).length, 0, "not of the work");
    }

    /// @dev Trap: a hundred classes are read a page at a time.
    function test_PagesThroughManyTerms() public {
        TermsId[] memory sold = new TermsId[](23);
        for (uint256 i = 0; i < 23; ++i) {
            IOffers.Offer memory offer = publish(_work, _terms(0, 1));
            buy(maya, offer);
            sold[i] = offer.terms;
        }
        TermsId last = FIRST;
        uint256 seen;
        while (true) {
            ILicences.Live[] memory page = licences.bookOf(_work, NO_PARENT, false, last, 5);
            if (page.length == 0) break;
            vm.assertLe(page.length, 5, "at most");
            for (uint256 i = 0; i < page.length; ++i) assertEq(page[i].terms == sold[22 - seen++], true, "in order");
            last = page[page.length - 1].terms;
        }
        assertEq(seen, 23, "each once");
    }

    /// @dev What is over may still be listed, with its end; pruning forgets it, and prices nothing else.
    function test_WhenPruned_WhatIsOverIsListedNoMore() public {
        TermsId last;
        for (uint256 i = 0; i < 3; ++i) {
            IOffers.Offer memory offer = publish(_work, _terms(0, 1));
            buy(maya, offer);
            last = offer.terms;
        }
        vm.warp(NOW + 365 days);
        assertEq(licences.bookOf(_work, NO_PARENT, false, FIRST, MOST).length, 3, "still listed");
        assertEq(licences.bookOf(_work, NO_PARENT, false, last, MOST).length, 2, "and followed by the others");
        vm.recordLogs();
        vm.prank(eve);
        licences.prune(_work, NO_PARENT, MOST);
        assertLogCount(0, "no events");
        assertEq(licences.bookOf(_work, NO_PARENT, false, FIRST, MOST).length, 0, "forgotten");
        assertEq(licences.bookOf(_work, NO_PARENT, false, last, MOST).length, 0, "and followed by nothing");
        assertEq(licences.totalLicences(_work), 3, "but counted");
    }

    function _terms(uint8 kind, uint64 uses) private returns (ITerms.Terms memory what) {
        what = someTerms();
        (what.exclusivity, what.uses, what.deed) = (ITerms.Exclusivity(kind), uses, bytes32(++_deeds));
    }

    function _expect(ILicences.Live memory live, TermsId id, uint256 until, uint256 count) private pure {
        assertEq(live.terms == id, true, "terms");
        assertEq(live.until, until, "until");
        assertEq(live.count, count, "licences");
    }
}
