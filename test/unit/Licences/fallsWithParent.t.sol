// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILicences} from "../../../contracts/interfaces/ILicences.sol";
import {IOffers} from "../../../contracts/interfaces/IOffers.sol";
import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {LicenceId} from "../../../contracts/types/LicenceId.sol";
import {TermsId} from "../../../contracts/types/TermsId.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {Licensing} from "../../utils/Licensing.sol";

/// @dev A sublicence without rules is called one that nobody can end: so nobody ends what is above it, or its terms say
/// that it falls.
contract LicencesFallsWithParentTest is Licensing {
    WorkId private _work;
    LicenceId private _ruled;

    function setUp() public override {
        super.setUp();
        _work = register(ines, CONTENT);
        _ruled = buy(maya, publish(_work, underRules(_plain(3, false))), 10);
    }

    function test_RevertWhen_TheParentHasRules() public {
        _refuse(_ruled, maya, _plain(0, false));
    }

    function test_RevertGiven_TheParentFallsWithOneThatHasRules() public {
        LicenceId falling = buy(tomas, publishUnder(_ruled, maya, _plain(2, true)), 5);
        _refuse(falling, tomas, _plain(0, false));
    }

    /// @dev It is what the parent's terms say that counts: a reader of the sublicence sees them, not all above.
    function test_RevertGiven_TheParentMayFallAndNothingAboveItHasRules() public {
        LicenceId falling = buy(maya, publish(_work, _plain(2, true)));
        _refuse(falling, maya, _plain(0, false));
    }

    function test_WhenItSaysThatItFalls_OrHasRules() public {
        LicenceId falling = buy(tomas, publishUnder(_ruled, maya, _plain(2, true)), 5);
        LicenceId last = buy(eve, publishUnder(falling, tomas, _plain(0, true)));
        LicenceId other = buy(eve, publishUnder(falling, tomas, underRules(_plain(0, false))));
        expectLicensed(eve, last);
        licences.terminate(_ruled, underRules(_plain(3, false)));
        expectStanding(eve, last, vm.getBlockTimestamp(), ILicences.Reason.Terminated, _ruled);
        expectStanding(eve, other, vm.getBlockTimestamp(), ILicences.Reason.Terminated, _ruled);
    }

    function test_WhenNothingAboveCanBeEnded() public {
        LicenceId safe = buy(maya, publish(_work, _plain(1, false)));
        expectLicensed(tomas, buy(tomas, publishUnder(safe, maya, _plain(0, false))));
    }

    function _plain(uint8 levels, bool falls) private pure returns (ITerms.Terms memory what) {
        what = someTerms();
        (what.sublicensing, what.fallsWithParent) = (levels, falls);
    }

    function _refuse(LicenceId parent, address licensor, ITerms.Terms memory what) private {
        TermsId id = terms.defineTerms(what);
        IOffers.Offer memory offer = offerOf(_work, licensor, id);
        offer.parent = parent;
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_BeyondParent.selector, parent, id));
        vm.prank(licensor);
        offers.publish(offer);
    }
}
