// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICompliance} from "../../contracts/interfaces/ICompliance.sol";
import {CentralArbitrator} from "../mocks/Arbitrators.sol";
import {Ruled} from "./Ruled.sol";

/// @title Contested: a test with an arbitrator, who asks 1 ETH and may take 200 days
abstract contract Contested is Ruled {
    uint256 internal constant GOES_ON = 1;
    uint256 internal constant MAY_BE_ENDED = 2;

    CentralArbitrator internal court;

    function setUp() public override {
        super.setUp();
        court = new CentralArbitrator();
    }

    function assertState(Deal memory deal, ICompliance.NoticeState state) internal view {
        assertEq(uint256(compliance.noticeOf(deal.licence).state), uint256(state), "state");
    }

    function contestable() internal view returns (ICompliance.Conditions memory conditions) {
        conditions = someConditions();
        (conditions.arbitrator, conditions.silence) = (address(court), 200 days);
        conditions.extraData = "court 3";
    }

    function noticed() internal returns (Deal memory deal) {
        deal = dealOf(contestable());
        notice(deal, ines);
    }

    function contest(Deal memory deal) internal returns (uint256) {
        return contest(deal, 1 ether);
    }

    function contest(Deal memory deal, uint256 value) internal returns (uint256) {
        vm.prank(deal.holder);
        return compliance.contest{value: value}(deal.licence, deal.terms, deal.conditions);
    }

    function rule(uint256 dispute, uint256 ruling) internal {
        court.give(compliance, dispute, ruling);
    }

    function standing(
        Deal memory deal,
        ICompliance.NoticeState state,
        uint256 until
    ) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(ICompliance.Compliance_NoticeStands.selector, deal.licence, state, until);
    }
}
