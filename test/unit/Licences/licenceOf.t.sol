// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC7858} from "../../../contracts/interfaces/IERC7858.sol";
import {ILicences} from "../../../contracts/interfaces/ILicences.sol";
import {IOffers} from "../../../contracts/interfaces/IOffers.sol";
import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {LicenceId} from "../../../contracts/types/LicenceId.sol";
import {TermsId} from "../../../contracts/types/TermsId.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {Deployed} from "../../utils/Deployed.sol";

contract LicencesLicenceOfTest is Deployed {
    function test_RevertWhen_ThereIsNoSuchLicence() public {
        bytes memory reason = abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, 1);
        vm.expectRevert(reason);
        licences.licenceOf(LicenceId.wrap(1));
        vm.expectRevert(reason);
        licences.startTime(1);
        vm.expectRevert(reason);
        licences.endTime(1);
        vm.expectRevert(reason);
        licences.isTokenExpired(1);
        vm.expectRevert(reason);
        licences.locked(1);
        vm.expectRevert(reason);
        licences.chainOf(LicenceId.wrap(1));
        vm.expectRevert(reason);
        licences.getStateFingerprint(1);
        // Of whom the work is asked.
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, 0));
        licences.royaltyInfo(1, 1 ether);
    }

    function test_WhenNothingIsThere_TheViewsSayNothing() public view {
        assertEq(licences.isDefined(TermsId.wrap("unknown")), false, "terms");
        assertEq(licences.isDefined(TermsId.wrap(0)), false, "no terms");
        assertEq(licences.totalLicences(WorkId.wrap(1)), 0, "licences");
        assertEq(licences.seatsPassedOn(LicenceId.wrap(1)), 0, "seats");
        ILicences.Bounds memory bounds;
        assertEq(abi.encode(licences.boundsOf(WorkId.wrap(1))), abi.encode(bounds), "bounds");
        assertEq(licences.pageOf(WorkId.wrap(1)), 0, "page");
        assertEq(licences.bookOf(WorkId.wrap(1), NO_PARENT, true, TermsId.wrap(0), MOST).length, 0, "book");
        assertEq(licences.agentUntil(1, ines, eve), 0, "agents");
        assertEq(licences.licensorOf(WorkId.wrap(1), NO_PARENT), address(0), "licensor");
        assertEq(licences.licensorOf(WorkId.wrap(1), LicenceId.wrap(1 << 32)), address(0), "licensor of sublicences");
    }

    /// @dev Who may grant: for sublicences only if the parent is of the work.
    function test_WhoMayGrant() public {
        WorkId work = register(ines, CONTENT);
        LicenceId licence = buy(maya, publish(work, someTerms()));
        assertEq(licences.licensorOf(work, NO_PARENT), ines, "of the work");
        assertEq(licences.licensorOf(work, licence), maya, "under the licence");
        assertEq(licences.licensorOf(register(ines, "other"), licence), address(0), "of another work");
    }

    function test_WhenAnOfferIsUnknown_ItsStateSaysSo() public view {
        (IOffers.OfferState state, uint32 sold) = offers.offerOf("unknown");
        assertEq(uint256(state), uint256(IOffers.OfferState.Unknown), "state");
        assertEq(sold, 0, "sold");
    }

    /// @dev Seats stay known where rules may still ask for them, and the time of the end then has a slot of its own.
    function test_WhenItEndedEarly_ItsSeatsAreKeptIfThereAreRules() public {
        WorkId work = register(ines, CONTENT);
        for (uint256 i = 0; i < 2; ++i) {
            ITerms.Terms memory what = someTerms();
            if (i == 1) (what.rules, what.conditions) = (address(this), "conditions");
            LicenceId licence = buy(maya, publish(work, what), 5);
            vm.warp(vm.getBlockTimestamp() + 1 days);
            uint40 time = uint40(vm.getBlockTimestamp());
            vm.prank(maya);
            licences.surrender(licence);
            vm.warp(vm.getBlockTimestamp() + 1 days);
            ILicences.Licence memory state = licences.licenceOf(licence);
            assertEq(state.seats, i == 1 ? 5 : 0, "seats");
            assertEq(state.end, time, "end");
            assertEq(state.start, time - 1 days, "start");
            assertEq(state.holder, maya, "the token stays");
            assertEq(uint256(state.ended), uint256(ILicences.Reason.Surrendered), "why");
            assertEq(licences.licenceOf(licence).endsAt, time, "ends at");
            assertEq(licences.endTime(LicenceId.unwrap(licence)), time, "ERC-7858");
            assertEq(licences.isTokenExpired(LicenceId.unwrap(licence)), true, "expired");
        }
    }

    /// @dev ERC-7858: zero means no end, seconds are counted, and at its end a token is expired.
    function test_WhenL01_TimePasses_ItExpiresAtItsEnd() public {
        WorkId work = register(ines, CONTENT);
        uint256 id = LicenceId.unwrap(buy(maya, publish(work, someTerms())));
        assertEq(uint256(licences.expiryType()), uint256(IERC7858.EXPIRY_TYPE.TIME_BASED), "type");
        assertEq(licences.startTime(id), NOW, "start");
        assertEq(licences.endTime(id), NOW + 365 days, "end");
        assertEq(licences.isTokenExpired(id), false, "now");
        vm.warp(NOW + 365 days - 1);
        assertEq(licences.isTokenExpired(id), false, "the last second");
        vm.warp(NOW + 365 days);
        assertEq(licences.isTokenExpired(id), true, "the end");
    }

    function test_WhenL01_ItLastsForever_ItNeverExpires() public {
        WorkId work = register(ines, CONTENT);
        ITerms.Terms memory what = someTerms();
        what.duration = FOREVER;
        uint256 id = LicenceId.unwrap(buy(maya, publish(work, what)));
        assertEq(licences.endTime(id), 0, "no end");
        vm.warp(uint256(FOREVER));
        assertEq(licences.isTokenExpired(id), false, "at the last second that can be written");
        vm.warp(uint256(FOREVER) + 1);
        assertEq(licences.isTokenExpired(id), false, "and after it");
    }
}
