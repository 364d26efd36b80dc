// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRoyalties} from "../../contracts/interfaces/IRoyalties.sol";
import {WorkId} from "../../contracts/types/WorkId.sol";
import {Campaign} from "../utils/Campaign.sol";
import {RoyaltyModel} from "../utils/RoyaltyModel.sol";
import {MoneyHandler} from "./MoneyHandler.sol";

/// @title What always holds of money and units
/// @dev The numbers are those of SECURITY.md.
/// 1. Solvency. In every honest currency, Royalties has exactly what was paid less what was claimed, what licensors of
///    sublicences have not withdrawn, and what was sent to it for nothing. Of a work's income, what was claimed, can be
///    claimed, waits for units to be taken, was moved upstream and is owed upstream is all but dust, and the dust is
///    less than one smallest unit for each holder, each holder who has yet to take their units, and each edge.
/// 2. Path independence. Whatever happened in whatever order, what a holder has claimed and can claim is, to the wei,
///    what the naive model says that their units earned while they had them; and what a work owes upstream and has moved
///    is, to the wei, each parent's share of all that it ever received.
/// 3. No history. The units of a work are always 100,000,000, those that nobody took yet included; moving units changes
///    nobody's claimable income (asserted at every move).
/// 4. Isolation. A token that takes its money back, and a holder who rejects theirs, leave all other claims as they
///    are: at the end of every run everybody else can really take out everything.
/// 7. Constant cost. At the end of every run, paying and moving units cost the same in every work.
/// Along the chain: the price of a sublicence, what is reported under it and what anybody pays for it go the same way.
///    At each of up to eight levels the share that the licence above asks goes up, the rest, with what rounding leaves,
///    is its holder's of that moment, and what is left the work's (asserted at every such payment).
/// Each run is a random sequence of paying, buying, reporting, taking, moving, settling, sweeping, claiming, withdrawing, rejecting,
/// stealing and donating, in seven works that are made from one another. A failing action fails the run, and at least
/// four of five actions must do something. After each action one currency is checked, in turn; at the end of a run all
/// are. COLOPHON_INVARIANT_RUNS makes it longer (see hardhat.config.ts).
contract MoneyInvariants is Campaign {
    MoneyHandler private _handler;
    RoyaltyModel private _model;
    IRoyalties private _royalties;

    function setUp() public {
        _handler = new MoneyHandler();
        _model = _handler.model();
        _royalties = _handler.royaltiesOf();
        bytes4[] memory selectors = new bytes4[](17);
        selectors[0] = MoneyHandler.pay.selector;
        selectors[1] = MoneyHandler.buyLicence.selector;
        selectors[2] = MoneyHandler.takeUnits.selector;
        selectors[3] = MoneyHandler.moveUnits.selector;
        selectors[4] = MoneyHandler.claim.selector;
        selectors[5] = MoneyHandler.claimAndReject.selector;
        selectors[6] = MoneyHandler.turnEvil.selector;
        selectors[7] = MoneyHandler.donate.selector;
        selectors[8] = MoneyHandler.settleWorks.selector;
        selectors[9] = MoneyHandler.sweepTill.selector;
        selectors[10] = MoneyHandler.buySublicence.selector;
        selectors[11] = MoneyHandler.withdrawProceeds.selector;
        selectors[12] = MoneyHandler.claimBySignature.selector;
        selectors[13] = MoneyHandler.payForLicence.selector;
        selectors[14] = MoneyHandler.reportLicence.selector;
        selectors[15] = MoneyHandler.payDebt.selector;
        selectors[16] = MoneyHandler.moveLicence.selector;
        target(address(_handler), selectors);
    }

    /// @dev One function, because the runner would go through all runs again for each.
    function invariant_MoneyAndUnits() public view {
        if (!isDue(_handler.actions())) return;
        uint256 turn = _handler.actions() % _handler.CURRENCIES();
        _checkSolvency(turn);
        _checkPathIndependence(turn);
        _checkUnits();
    }

    /// @dev At the end of every run: most actions did something, and everybody can take out everything.
    function afterInvariant() public {
        assertMostly(_handler.actions() - _handler.idle(), _handler.actions());
        if (_handler.actions() >= 50) vm.assertGe(_handler.paidOut(), 1, "no claim paid anything out");
        if (_handler.settlements() >= 10) vm.assertGe(_handler.movedUp(), 1, "no settlement moved anything");
        (uint256 paying, uint256 moving) = _handler.costOf(0);
        for (uint256 w = 1; w < _handler.WORKS(); ++w) {
            (uint256 pays, uint256 moves) = _handler.costOf(w);
            // The test's own memory grows in between.
            vm.assertApproxEqAbs(pays, paying, 300, "7: cost of paying");
            vm.assertApproxEqAbs(moves, moving, 300, "7: cost of moving units");
        }
        for (uint256 c = 0; c < _handler.CURRENCIES(); ++c) {
            _handler.settleAll(c);
            if (c == _handler.EVIL()) continue;
            for (uint256 w = 0; w < _handler.WORKS(); ++w) _handler.claimEverything(w, c);
        }
        for (uint256 c = 0; c < _handler.CURRENCIES(); ++c) {
            _checkSolvency(c);
            _checkPathIndependence(c);
        }
        _checkUnits();
    }

    function _checkUnits() private view {
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

    function _checkSolvency(uint256 c) private view {
        address currency = _handler.currencies(c);
        uint256 owed = _handler.donated(c);
        for (uint256 w = 0; w < _handler.WORKS(); ++w) {
            WorkId work = _handler.ids(w);
            uint256 received = _royalties.received(work, currency);
            assertEq(received, _model.received(work, currency), "received");
            (uint256 claimed, uint256 waiting) = _sums(work, currency);
            uint256 moved = _model.movedUp(work, currency);
            uint256 known = claimed + waiting + moved + _royalties.unsettled(work, currency);
            vm.assertLe(known, received, "nobody is promised what did not come");
            // Who has not taken their units has two sums, each rounded, until they do.
            uint256 parts = _handler.PEOPLE() + _untaken(work) + _model.edgesOf(work);
            vm.assertLt(received - known, parts, "dust");
            owed += received - claimed - moved;
        }
        for (uint256 p = 0; p < _handler.PEOPLE(); ++p) {
            address account = _handler.people(p);
            uint256 proceeds = _royalties.proceedsOf(account, currency);
            assertEq(proceeds, _model.proceedsOf(account, currency), "proceeds");
            owed += proceeds;
        }
        if (c != _handler.EVIL()) assertEq(_handler.held(c), owed, "held");
    }

    function _checkPathIndependence(uint256 c) private view {
        address currency = _handler.currencies(c);
        for (uint256 w = 0; w < _handler.WORKS(); ++w) {
            WorkId work = _handler.ids(w);
            for (uint256 p = 0; p < _handler.PEOPLE(); ++p) {
                address holder = _handler.people(p);
                assertEq(
                    _model.claimed(work, currency, holder) +
                        _royalties.claimable(work, currency, holder, type(uint256).max),
                    _model.entitledTo(work, currency, holder),
                    "lifetime entitlement"
                );
            }
            assertEq(_royalties.unsettled(work, currency), _model.unsettled(work, currency), "unsettled");
            uint256 upstream = _model.movedUp(work, currency) + _royalties.unsettled(work, currency);
            uint256 exact = (_royalties.received(work, currency) * _model.upstreamOf(work)) / 1e9;
            vm.assertLe(upstream, exact, "no more than their shares of all that came");
            vm.assertLe(exact - upstream, _model.edgesOf(work), "and no less, but for a unit for each edge");
        }
    }

    function _untaken(WorkId work) private view returns (uint256 count) {
        for (uint256 p = 0; p < _handler.PEOPLE(); ++p) {
            if (!_model.hasTaken(work, _handler.people(p))) ++count;
        }
    }

    function _sums(WorkId work, address currency) private view returns (uint256 claimed, uint256 waiting) {
        for (uint256 p = 0; p < _handler.PEOPLE(); ++p) {
            address holder = _handler.people(p);
            claimed += _model.claimed(work, currency, holder);
            waiting +=
                _royalties.claimable(work, currency, holder, type(uint256).max) +
                _model.waitingFor(work, currency, holder);
        }
    }
}
