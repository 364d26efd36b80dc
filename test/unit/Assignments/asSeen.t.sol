// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAssignments} from "../../../contracts/interfaces/IAssignments.sol";
import {ICompliance} from "../../../contracts/interfaces/ICompliance.sol";
import {ILicences} from "../../../contracts/interfaces/ILicences.sol";
import {IOffers} from "../../../contracts/interfaces/IOffers.sol";
import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {IWorks} from "../../../contracts/interfaces/IWorks.sol";
import {LicenceId} from "../../../contracts/types/LicenceId.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {Assigning} from "../../utils/Assigning.sol";

/// @dev What a seller may try between the buyer's look and the sale, in the same block. Each is refused by its own name.
contract AssignmentsAsSeenTest is Assigning {
    LicenceId private _licence;
    IOffers.Offer private _offer;

    /// @dev Maya has a licence with duties, and there is an offer that Eve may take.
    function setUp() public override {
        super.setUp();
        _licence = dealOf(someConditions()).licence;
        IOffers.Offer memory offer = offerOf(work, ines, terms.defineTerms(someTerms()));
        offer.price = 0;
        publish(offer);
        _offer = offer;
        approveAll();
    }

    function test_WhenNothingHappened_ItIsSold() public {
        IAssignments.Order memory order = orderOf();
        order.standing = _standing();
        take(order, UNITS);
        assertEq(works.ownerOf(WorkId.unwrap(work)), tomas, "the work is his");
    }

    function test_RevertGiven_N05_ALicenceWasSold() public {
        IAssignments.Order memory order = orderOf();
        buy(eve, _offer);
        refuse(order, UNITS, abi.encodeWithSelector(IAssignments.Assignments_Licensed.selector, work, 1, 2));
    }

    /// @dev An exclusive one to somebody who signed for it, for nothing.
    function test_RevertGiven_N05_AnExclusiveLicenceWasSold() public {
        IAssignments.Order memory order = orderOf();
        ITerms.Terms memory exclusive = someTerms();
        (exclusive.exclusivity, exclusive.purposes, exclusive.duration) = (ITerms.Exclusivity.Exclusive, 8, FOREVER);
        license(exclusive, ines, NO_PARENT, eve, 1);
        refuse(order, UNITS, abi.encodeWithSelector(IAssignments.Assignments_Licensed.selector, work, 1, 2));
    }

    function test_RevertGiven_N05_ASublicenceWasSold() public {
        ITerms.Terms memory outer = someTerms();
        outer.sublicensing = 1;
        LicenceId parent = license(outer, ines, NO_PARENT, maya, 5);
        IAssignments.Order memory order = orderOf();
        license(someTerms(), maya, parent, eve, 1);
        refuse(order, UNITS, abi.encodeWithSelector(IAssignments.Assignments_Licensed.selector, work, 2, 3));
    }

    function test_RevertGiven_N05_ALicenceWasRenewed() public {
        LicenceId licence = buy(eve, _offer);
        IAssignments.Order memory order = orderOf();
        renew(eve, _offer, licence, 3);
        refuse(order, UNITS, abi.encodeWithSelector(IAssignments.Assignments_Renewed.selector, work, 3, 4));
    }

    function test_RevertGiven_N05_TheWorkWasRevised() public {
        IAssignments.Order memory order = orderOf();
        vm.prank(ines);
        works.revise(work, "empty", "salt", "metadata", nothing());
        refuse(order, UNITS, abi.encodeWithSelector(IAssignments.Assignments_Revised.selector, work, 1, 2));
    }

    function test_RevertGiven_N05_UnitsMoved() public {
        IAssignments.Order memory order = orderOf();
        transferUnits(work, ines, eve, 1);
        bytes4 error = IAssignments.Assignments_UnitsMoved.selector;
        refuse(order, UNITS, abi.encodeWithSelector(error, work, ines, UNITS, UNITS - 1));
    }

    function test_RevertGiven_UnitsWereNeverTaken() public {
        work = register(ines, "untaken");
        IAssignments.Order memory order = orderOf();
        bytes4 error = IAssignments.Assignments_UnitsMoved.selector;
        refuse(order, UNITS, abi.encodeWithSelector(error, work, ines, UNITS, 0));
    }

    function test_RevertGiven_N05_NoticeWasGiven() public {
        IAssignments.Order memory order = orderOf();
        order.standing = _standing();
        notice(_deal(), ines);
        bytes4 error = IAssignments.Assignments_Noticed.selector;
        refuse(order, UNITS, abi.encodeWithSelector(error, _licence, ICompliance.NoticeState.Given));
        // One that lapsed does no harm.
        ICompliance.Notice memory given = compliance.noticeOf(_licence);
        vm.warp(given.until - 1);
        (order.closes, order.opens) = (FOREVER, 0);
        refuse(order, UNITS, abi.encodeWithSelector(error, _licence, ICompliance.NoticeState.Given));
        vm.warp(given.until);
        take(order, UNITS);
    }

    /// @dev After a notice that the deed named, whose time to cure was over.
    function test_RevertGiven_N05_ALicenceWasEnded() public {
        notice(_deal(), ines);
        vm.warp(compliance.noticeOf(_licence).cures);
        IAssignments.Order memory order = orderOf();
        (order.standing, order.opens, order.closes) = (_standing(), 0, FOREVER);
        terminate(_deal(), ines);
        bytes4 error = IAssignments.Assignments_LicenceEnded.selector;
        refuse(order, UNITS, abi.encodeWithSelector(error, _licence, ILicences.Reason.Terminated));
    }

    function test_RevertGiven_ALicenceWasGivenBack() public {
        IAssignments.Order memory order = orderOf();
        order.standing = _standing();
        surrender(_licence, maya);
        bytes4 error = IAssignments.Assignments_LicenceEnded.selector;
        refuse(order, UNITS, abi.encodeWithSelector(error, _licence, ILicences.Reason.Surrendered));
    }

    function test_RevertWhen_ALicenceIsOfAnotherWork() public {
        IAssignments.Order memory order = orderOf();
        WorkId other = register(ines, "other");
        IOffers.Offer memory offer = offerOf(other, ines, terms.defineTerms(someTerms()));
        publish(offer);
        order.standing = new LicenceId[](1);
        order.standing[0] = buy(eve, offer);
        bytes4 error = IAssignments.Assignments_LicenceEnded.selector;
        refuse(order, UNITS, abi.encodeWithSelector(error, order.standing[0], ILicences.Reason.NoSuchLicence));
    }

    function test_RevertWhen_TooManyLicencesMustStand() public {
        IAssignments.Order memory order = orderOf();
        order.standing = new LicenceId[](33);
        for (uint256 i = 0; i < 33; ++i) order.standing[i] = _licence;
        refuse(order, UNITS, abi.encodeWithSelector(IAssignments.Assignments_TooManyLicences.selector, 33, 32));
        order.standing = new LicenceId[](32);
        for (uint256 i = 0; i < 32; ++i) order.standing[i] = _licence;
        take(order, UNITS);
    }

    function test_RevertGiven_N05_TheWorkWasSoldToSomebodyElse() public {
        IAssignments.Order memory order = orderOf();
        transferWork(work, ines, eve);
        bytes4 error = IAssignments.Assignments_ChangedHands.selector;
        refuse(order, UNITS, abi.encodeWithSelector(error, work, ines, eve));
    }

    function test_RevertWhen_ThereIsNoSuchWork() public {
        IAssignments.Order memory order = orderOf();
        order.work = WorkId.wrap(7);
        bytes4 error = IAssignments.Assignments_ChangedHands.selector;
        refuse(order, UNITS, abi.encodeWithSelector(error, 7, ines, address(0)));
    }

    /// @dev Selling units asks for no control, and goes on whoever controls the work.
    function test_WhenOnlyUnitsAreSold_TheWorkMayBeAnybodys() public {
        IAssignments.Order memory order = orderOf(false, 10);
        transferWork(work, ines, eve);
        take(order, 10);
        assertEq(unitsOf(tomas, work), 10, "units");
        assertEq(works.ownerOf(WorkId.unwrap(work)), eve, "control");
    }

    /// @dev What was owed when the order was signed may be owed; settling clears more.
    function test_RevertGiven_MoreIsOwedToEarlierWorks() public {
        ITerms.Terms memory what = someTerms();
        (what.derivatives, what.upstreamShare) = (ITerms.Derivatives.Allowed, ALL / 4);
        LicenceId source = license(what, ines, NO_PARENT, ines, 1);
        IWorks.Registration memory registration = registrationOf("derived", 0);
        registration.sources = new LicenceId[](1);
        registration.sources[0] = source;
        vm.prank(ines);
        work = works.register(registration, nothing());
        royalties.takeAll(work, ines, "derived");
        approveAll();
        payEth(work, 400);
        IAssignments.Order memory order = orderOf();
        assertEq(order.owed, 100, "a quarter");
        payEth(work, 4);
        bytes4 error = IAssignments.Assignments_OwesMore.selector;
        refuse(order, UNITS, abi.encodeWithSelector(error, work, ETH, 100, 101));
        WorkId[] memory list = new WorkId[](1);
        list[0] = work;
        royalties.settle(list, ETH);
        take(order, UNITS);
        assertEq(claimAll(work, ETH, ines), 303, "what came in before is hers");
        payEth(work, 8);
        assertEq(claimAll(work, ETH, tomas), 6, "what comes in after is his");
    }

    /// @dev The parties may let so many licences more be sold under the open offers.
    function test_WhenTheOrderLeavesRoom_SoManyMayBeSold() public {
        IAssignments.Order memory order = orderOf();
        (order.licences, order.changes) = (order.licences + 2, order.changes + 2);
        LicenceId licence = buy(eve, _offer);
        renew(eve, _offer, licence, 1);
        buy(eve, _offer);
        refuse(order, UNITS, abi.encodeWithSelector(IAssignments.Assignments_Renewed.selector, work, 4, 5));
        order.changes += 1;
        buy(eve, _offer);
        refuse(order, UNITS, abi.encodeWithSelector(IAssignments.Assignments_Licensed.selector, work, 3, 4));
        (order.licences, order.changes) = (order.licences + 1, order.changes + 1);
        take(order, UNITS);
    }

    /// @dev The first offer of a work writes its book, but grants nothing: it sleeps after the sale.
    function test_WhenSomethingWasOfferedForTheFirstTime_ItIsSold() public {
        work = registerAndTake(ines, "new");
        vm.startPrank(ines);
        works.approve(address(assignments), WorkId.unwrap(work));
        royalties.approve(address(assignments), WorkId.unwrap(work), UNITS);
        vm.stopPrank();
        IAssignments.Order memory order = orderOf();
        assertEq(order.changes, 0, "nothing changed yet");
        IOffers.Offer memory offer = publish(work, someTerms());
        take(order, UNITS);
        bytes4 error = ILicences.Licences_ChangedHands.selector;
        vm.expectRevert(abi.encodeWithSelector(error, work, NO_PARENT, ines, tomas));
        vm.prank(eve);
        offers.buy{value: 1 ether}(offer, purchaseOf(offer, 1, eve));
    }

    /// @dev N05: a licence that was sold lives on under the new controller.
    function test_WhatWasSoldLivesOn() public {
        LicenceId licence = buy(eve, _offer);
        take(orderOf(), UNITS);
        (ILicences.Reason reason, ) = licences.isLicensed(
            eve,
            licence,
            ILicences.Use({act: 3, purpose: 1, territory: 7, field: 0, time: uint40(NOW)})
        );
        assertEq(uint256(reason), uint256(ILicences.Reason.Licensed), "licensed");
        assertEq(licences.licensorOf(work, NO_PARENT), tomas, "of another licensor");
    }

    function _deal() private view returns (Deal memory) {
        ICompliance.Conditions memory conditions = someConditions();
        return Deal(_licence, maya, ruled(someTerms(), conditions), conditions);
    }

    function _standing() private view returns (LicenceId[] memory standing) {
        standing = new LicenceId[](1);
        standing[0] = _licence;
    }
}
