// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Campaign} from "../utils/Campaign.sol";
import {AgreementsHandler} from "./AgreementsHandler.sol";

/// @title What always holds of agreements
/// @dev The number is that of SECURITY.md.
/// 12. Nobody agrees unasked: an agreement is recorded only with the signature of every party under exactly its words and
///     facts, within its window, and once. It ends no later than it says: sooner only if all sign that, if a party gives
///     the notice that it allows them, or if the same parties all sign the one that takes its place.
contract AgreementsInvariants is Campaign {
    AgreementsHandler private _handler;

    function setUp() public {
        _handler = new AgreementsHandler();
        bytes4[] memory selectors = new bytes4[](5);
        selectors[0] = AgreementsHandler.conclude.selector;
        selectors[1] = AgreementsHandler.again.selector;
        selectors[2] = AgreementsHandler.end.selector;
        selectors[3] = AgreementsHandler.leave.selector;
        selectors[4] = AgreementsHandler.wait.selector;
        target(address(_handler), selectors);
    }

    function invariant_12_NobodyAgreesUnasked() public view {
        if (isDue(_handler.actions())) _handler.check();
    }

    function afterInvariant() public view {
        _handler.check();
        assertMostly(_handler.done(), _handler.actions());
    }
}
