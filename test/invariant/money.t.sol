// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRoyalties} from "../../contracts/interfaces/IRoyalties.sol";
import {WorkId} from "../../contracts/types/WorkId.sol";
import {Campaign} from "../utils/Campaign.sol";
import {RoyaltyModel} from "../utils/RoyaltyModel.sol";
import {MoneyHandler} from "./MoneyHandler.sol";

/// @title What always holds of money and units
/// @dev The numbers are those of SECURITY.md.
/// 1. Solvency. In every honest currency, Royalties has exactly what was paid less what was claimed, and what was sent
///    to it for nothing. Of a work's income, what was claimed, can be claimed, and waits for units to be taken is all
///    but dust, and the dust is less than one smallest unit for each holder.
/// 2. Path independence. Whatever happened in whatever order, what a holder has claimed and can claim is, to the wei,
///    what the naive model says that their units earned while they had them.
/// 3. No history. The units of a work are always 100,000,000, those that nobody took yet included; moving units changes
///    nobody's claimable income (asserted at every move).
/// 4. Isolation. A token that takes its money back, and a holder who rejects theirs, leave all other claims as they
///    are: at the end of every run everybody else can really take out everything.
/// Each run is a random sequence of paying, buying, taking, moving, claiming, rejecting, stealing and donating. A
/// failing action fails the run, and at least four of five actions must do something.
contract MoneyInvariants is Campaign {
    MoneyHandler private _handler;
    RoyaltyModel private _model;
    IRoyalties private _royalties;

    function setUp() public {
        _handler = new MoneyHandler();
        _model = _handler.model();
        _royalties = _handler.royaltiesOf();
        bytes4[] memory selectors = new bytes4[](8);
        selectors[0] = MoneyHandler.pay.selector;
        selectors[1] = MoneyHandler.buyLicence.selector;
        selectors[2] = MoneyHandler.takeUnits.selector;
        selectors[3] = MoneyHandler.moveUnits.selector;
        selectors[4] = MoneyHandler.claim.selector;
        selectors[5] = MoneyHandler.claimAndReject.selector;
        selectors[6] = MoneyHandler.turnEvil.selector;
        selectors[7] = MoneyHandler.donate.selector;
        target(address(_handler), selectors);
    }

    /// hardhat-config: invariant.runs = 8
    /// hardhat-config: invariant.depth = 50
    /// hardhat-config: invariant.failOnRevert = true
    function invariant_1_Solvency() public view {
        for (uint256 c = 0; c < _handler.CURRENCIES(); ++c) {
            address currency = _handler.currencies(c);
            uint256 owed;
            for (uint256 w = 0; w < _handler.WORKS(); ++w) {
                WorkId work = _handler.ids(w);
                uint256 received = _royalties.received(work, currency);
                assertEq(received, _model.received(work, currency), "received");
                (uint256 claimed, uint256 waiting) = _sums(work, currency);
                vm.assertLe(claimed + waiting, received, "nobody is promised what did not come");
                vm.assertLt(received - claimed - waiting, _handler.PEOPLE(), "dust");
                owed += received - claimed;
            }
            if (c != _handler.EVIL()) assertEq(_handler.held(c), owed + _handler.donated(c), "held");
        }
    }

    /// hardhat-config: invariant.runs = 8
    /// hardhat-config: invariant.depth = 50
    /// hardhat-config: invariant.failOnRevert = true
    function invariant_2_PathIndependence() public view {
        for (uint256 w = 0; w < _handler.WORKS(); ++w) {
            for (uint256 p = 0; p < _handler.PEOPLE(); ++p) {
                for (uint256 c = 0; c < _handler.CURRENCIES(); ++c) {
                    (WorkId work, address holder, address currency) = (
                        _handler.ids(w),
                        _handler.people(p),
                        _handler.currencies(c)
                    );
                    assertEq(
                        _model.claimed(work, currency, holder) + _royalties.claimable(work, currency, holder),
                        _model.entitledTo(work, currency, holder),
                        "lifetime entitlement"
                    );
                }
            }
        }
    }

    /// hardhat-config: invariant.runs = 8
    /// hardhat-config: invariant.depth = 50
    /// hardhat-config: invariant.failOnRevert = true
    function invariant_3_UnitsAreConserved() public view {
        for (uint256 w = 0; w < _handler.WORKS(); ++w) {
            WorkId work = _handler.ids(w);
            uint256 sum;
            for (uint256 p = 0; p < _handler.PEOPLE(); ++p) {
                address holder = _handler.people(p);
                assertEq(_handler.balanceOf(w, p), _model.unitsOf(work, holder), "units");
                sum += _handler.balanceOf(w, p);
                if (!_model.hasTaken(work, holder)) sum += _model.promisedTo(work, holder);
            }
            assertEq(sum, 100_000_000, "all units");
        }
    }

    /// @dev At the end of every run: most actions did something, and everybody can take out everything.
    function afterInvariant() public {
        assertMostly(_handler.actions() - _handler.idle(), _handler.actions());
        if (_handler.actions() >= 40) vm.assertGe(_handler.paidOut(), 1, "no claim paid anything out");
        for (uint256 c = 0; c < _handler.CURRENCIES(); ++c) {
            if (c == _handler.EVIL()) continue;
            for (uint256 w = 0; w < _handler.WORKS(); ++w) _handler.settle(w, c);
        }
        invariant_1_Solvency();
        invariant_2_PathIndependence();
    }

    function _sums(WorkId work, address currency) private view returns (uint256 claimed, uint256 waiting) {
        for (uint256 p = 0; p < _handler.PEOPLE(); ++p) {
            address holder = _handler.people(p);
            claimed += _model.claimed(work, currency, holder);
            waiting += _royalties.claimable(work, currency, holder) + _model.waitingFor(work, currency, holder);
        }
    }
}
