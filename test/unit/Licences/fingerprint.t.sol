// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IOffers} from "../../../contracts/interfaces/IOffers.sol";
import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {LicenceId} from "../../../contracts/types/LicenceId.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {Licensing} from "../../utils/Licensing.sol";

/// @dev ERC-5646: whoever buys a work or a licence can say in what state they buy it: one that was emptied since
/// has another fingerprint.
contract FingerprintTest is Licensing {
    WorkId private _work;
    /// @dev Sublicences of a sublicence of a licence of Maya's.
    IOffers.Offer private _outer;
    LicenceId private _licence;
    IOffers.Offer private _inner;
    bytes32[] private _seen;

    function setUp() public override {
        super.setUp();
        _work = register(ines, CONTENT);
        _outer = publish(_work, underRules(_terms(2)));
        _licence = buy(maya, _outer, 10);
        ITerms.Terms memory what = _terms(1);
        what.fallsWithParent = true;
        _inner = publishUnder(_licence, maya, what);
    }

    function test_RevertWhen_ThereIsNoSuchToken() public {
        bytes memory reason = abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, 1);
        vm.expectRevert(reason);
        works.getStateFingerprint(1);
        vm.expectRevert(reason);
        licences.getStateFingerprint(1);
    }

    /* OF A WORK */

    function test_OfAWork_ChangesWithEverythingThatABuyerMustKnow() public {
        _newOfWork("at first");
        LicenceId licence = buy(tomas, _outer);
        _newOfWork("a licence was granted");
        // Thousands of years, in one call.
        renew(tomas, _outer, licence, 1);
        _newOfWork("one was renewed");
        renew(tomas, _outer, licence, 1);
        _newOfWork("and again");
        buy(eve, _inner);
        _newOfWork("a sublicence was granted");
        vm.prank(ines);
        works.revise(_work, "new", 0, "metadata", nothing());
        _newOfWork("a new version");
        vm.prank(ines);
        works.revise(_work, "new", 0, "metadata", nothing());
        _newOfWork("the same again is another version");
        transferWork(_work, ines, eve);
        _newOfWork("another controller");
    }

    /// @dev An exclusive for ever, to oneself, at a price of zero, between the order and its filling.
    function test_OfAWork_TellsThatItWasEmptied() public {
        WorkId work = register(ines, "other");
        bytes32 before = works.getStateFingerprint(WorkId.unwrap(work));
        ITerms.Terms memory what = _terms(0);
        (what.exclusivity, what.duration) = (ITerms.Exclusivity.Exclusive, FOREVER);
        IOffers.Offer memory offer = offerOf(work, ines, terms.defineTerms(what));
        offer.price = 0;
        publish(offer);
        LicenceId taken = buy(ines, offer);
        bytes32 emptied = works.getStateFingerprint(WorkId.unwrap(work));
        assertEq(emptied == before, false, "emptied");
        // Giving it back makes a work worth more, and is not told: what is told then is never less than there is.
        surrender(ines, taken);
        assertEq(works.getStateFingerprint(WorkId.unwrap(work)), emptied, "given back");
        // Selling it again is.
        buy(ines, offer);
        assertEq(works.getStateFingerprint(WorkId.unwrap(work)) == emptied, false, "sold again");
        assertEq(works.getStateFingerprint(WorkId.unwrap(work)) == before, false, "and never as before");
    }

    function test_OfAWork_StaysWhereNothingChanges() public {
        bytes32 before = works.getStateFingerprint(WorkId.unwrap(_work));
        vm.warp(NOW + 100 days);
        payEth(_work, 1 ether);
        ITerms.Terms memory what = _terms(0);
        what.deed = "another offer";
        publish(_work, what);
        assertEq(works.getStateFingerprint(WorkId.unwrap(_work)), before, "as before");
    }

    /* OF A LICENCE */

    function test_OfALicence_ChangesWithEverythingThatABuyerMustKnow() public {
        _newOf(_licence, "at first");
        LicenceId below = buy(tomas, _inner, 2);
        _newOf(_licence, "seats were passed on");
        renew(maya, _outer, _licence, 1);
        _newOf(_licence, "renewed");
        renew(tomas, _inner, below, 1);
        _newOf(_licence, "one below was renewed");
        buy(eve, _inner, 8);
        _newOf(_licence, "all seats are gone");
        moveTo(eve, _licence);
        _newOf(_licence, "another holder");
    }

    function test_OfALicence_TellsThatItEnded() public {
        _newOf(_licence, "at first");
        licences.terminate(_licence, _outerTerms());
        _newOf(_licence, "terminated");
        LicenceId other = buy(maya, _outer);
        _newOf(other, "another one");
        surrender(maya, other);
        _newOf(other, "given back");
    }

    function test_OfALicence_TellsThatAWorkWasMade() public {
        ITerms.Terms memory what = _terms(0);
        (what.derivatives, what.works) = (ITerms.Derivatives.Allowed, 2);
        LicenceId licence = buy(tomas, publish(_work, what));
        _newOf(licence, "at first");
        makeFrom(tomas, "one", licence);
        _newOf(licence, "one of two works is made");
        makeFrom(tomas, "two", licence);
        _newOf(licence, "both are");
    }

    /// @dev What happens to a licence above it is its business too.
    function test_OfASublicence_ChangesWithThoseAboveIt() public {
        LicenceId middle = buy(tomas, _inner, 5);
        ITerms.Terms memory what = _terms(0);
        what.fallsWithParent = true;
        LicenceId last = buy(eve, publishUnder(middle, tomas, what));
        _newOf(last, "at first");
        vm.prank(tomas);
        licences.transferFrom(tomas, maya, LicenceId.unwrap(middle));
        _newOf(last, "who is paid for it");
        renew(maya, _outer, _licence, 1);
        _newOf(last, "one above was renewed");
        licences.terminate(_licence, _outerTerms());
        _newOf(last, "and ended");
    }

    function test_OfALicence_StaysWhereNothingChanges() public {
        bytes32 before = licences.getStateFingerprint(LicenceId.unwrap(_licence));
        vm.warp(NOW + 100 days);
        buy(tomas, _outer);
        transferWork(_work, ines, eve);
        vm.prank(maya);
        licences.approve(eve, LicenceId.unwrap(_licence));
        assertEq(licences.getStateFingerprint(LicenceId.unwrap(_licence)), before, "as before");
    }

    function testFuzz_NoTwoLicencesHaveTheSame(uint16 seats) public {
        if (seats == 0) seats = 1;
        LicenceId one = buy(maya, _outer, seats);
        LicenceId other = buy(tomas, _outer, seats);
        LicenceId third = buy(maya, _outer, seats == 1 ? 2 : seats - 1);
        bytes32 print = licences.getStateFingerprint(LicenceId.unwrap(one));
        assertEq(print == licences.getStateFingerprint(LicenceId.unwrap(other)), false, "another holder");
        assertEq(print == licences.getStateFingerprint(LicenceId.unwrap(third)), false, "other seats");
    }

    /* HELPERS */

    function _terms(uint8 sublicensing) private pure returns (ITerms.Terms memory what) {
        what = someTerms();
        what.sublicensing = sublicensing;
    }

    function _outerTerms() private view returns (ITerms.Terms memory) {
        return underRules(_terms(2));
    }

    function _newOfWork(string memory why) private {
        _remember(works.getStateFingerprint(WorkId.unwrap(_work)), why);
    }

    function _newOf(LicenceId licence, string memory why) private {
        _remember(licences.getStateFingerprint(LicenceId.unwrap(licence)), why);
    }

    /// @dev One that was never there before.
    function _remember(bytes32 print, string memory why) private {
        for (uint256 i = 0; i < _seen.length; ++i) assertEq(_seen[i] == print, false, why);
        _seen.push(print);
    }
}
