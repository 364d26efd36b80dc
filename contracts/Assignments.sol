// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {IERC6909} from "@openzeppelin/contracts/interfaces/IERC6909.sol";
import {IERC721} from "@openzeppelin/contracts/interfaces/IERC721.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IAssignments} from "./interfaces/IAssignments.sol";
import {IColophon} from "./interfaces/IColophon.sol";
import {ICompliance} from "./interfaces/ICompliance.sol";
import {ILicences} from "./interfaces/ILicences.sol";
import {IRoyalties} from "./interfaces/IRoyalties.sol";
import {IWorks} from "./interfaces/IWorks.sol";
import {Signatures} from "./libraries/Signatures.sol";
import {GrantPage} from "./types/GrantPage.sol";
import {LicenceId} from "./types/LicenceId.sol";
import {WorkId} from "./types/WorkId.sol";

/// @title Assignments: see {IAssignments}, which is its specification
/// @dev It only reads the others and moves what its seller approved, as anybody could who was approved; none of them knows
/// it, and it reads no forwarder. Between the look at the work and the move of it no code is called that is not of this
/// deployment. The seller's and the token's come last, when there is nothing left to do.
contract Assignments is IAssignments, EIP712, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    struct OrderRecord {
        OrderState state;
        uint64 taken;
    }

    /* CONSTANTS */

    bytes32 private constant ORDER_TYPEHASH = keccak256(
        "Order(string deed,uint256 work,bool control,uint64 units,address seller,address buyer,address currency,uint256 price,bool resaleRoyalty,uint32 version,uint32 licences,uint32 changes,uint112 owed,uint256[] standing,uint40 opens,uint40 closes,bytes32 salt)"
    );

    /// @dev keccak256 of nothing.
    bytes32 private constant EMPTY_DEED = 0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470;

    /// @dev What one transaction looks at at reasonable cost: about 30,000 gas each.
    uint256 private constant MOST_STANDING = 32;

    IWorks private immutable WORKS;
    ILicences private immutable LICENCES;
    ICompliance private immutable COMPLIANCE;
    IRoyalties private immutable ROYALTIES;

    /* STORAGE */

    mapping(bytes32 order => OrderRecord) private _orders;

    /* CONSTRUCTOR */

    /// @param colophon The address book, deployed before.
    constructor(IColophon colophon) EIP712("Colophon Assignments", "1") {
        WORKS = IWorks(colophon.works());
        LICENCES = ILicences(colophon.licences());
        COMPLIANCE = ICompliance(colophon.compliance());
        ROYALTIES = IRoyalties(colophon.royalties());
    }

    /* TAKING */

    /// @inheritdoc IAssignments
    function take(
        Order calldata order,
        uint64 units,
        bytes calldata sellerSignature,
        bytes calldata buyerSignature
    ) external payable nonReentrant returns (bytes32 id) {
        // Check
        id = orderIdOf(order);
        address buyer = _requireSound(order);
        _requireSigned(order.seller, id, sellerSignature);
        _requireSigned(buyer, id, buyerSignature);

        // Check and effect: an order that is over says so, whatever happened to the work since.
        uint256 price = _count(id, order, units);
        _requireAsSeen(order, units);

        // Interaction
        _move(order, units, buyer);
        uint256 royalty = _pay(order, buyer, price);
        Sale memory sale = Sale(id, order.deed, order.control, units, order.currency, price, royalty);
        emit Assigned(order.work, order.seller, buyer, sale);
    }

    /// @dev What can be told from the order, the time and the caller alone.
    function _requireSound(Order calldata order) private view returns (address buyer) {
        if (order.deed == 0 || order.deed == EMPTY_DEED) revert Assignments_NoDeed();
        buyer = order.buyer;
        if (buyer == address(0)) {
            if (order.control) revert Assignments_WrongBuyer(buyer);
            buyer = msg.sender;
        }
        if (buyer == order.seller) revert Assignments_WrongBuyer(buyer);
        if (block.timestamp < order.opens || block.timestamp >= order.closes) {
            revert Assignments_OutsideWindow(order.opens, order.closes, block.timestamp);
        }
    }

    function _requireSigned(address party, bytes32 id, bytes calldata signature) private view {
        if (party == msg.sender) return;
        if (!Signatures.isValid(party, id, signature)) revert Assignments_NotSigned(party);
    }

    /// @dev That the work is as it was when the order was signed.
    function _requireAsSeen(Order calldata order, uint64 units) private view {
        WorkId work = order.work;
        (address controller, , uint32 version) = WORKS.controllerOf(work);
        if (order.control && controller != order.seller) {
            revert Assignments_ChangedHands(work, order.seller, controller);
        }
        if (version != order.version) revert Assignments_Revised(work, order.version, version);

        GrantPage page = GrantPage.wrap(LICENCES.pageOf(work));
        uint32 count = page.count();
        if (count > order.licences) revert Assignments_Licensed(work, order.licences, count);
        // Without a licence the only change is that something was offered for the first time.
        uint32 changes = page.changes();
        if (count != 0 && changes > order.changes) revert Assignments_Renewed(work, order.changes, changes);

        uint256 owed = ROYALTIES.unsettled(work, order.currency);
        if (owed > order.owed) revert Assignments_OwesMore(work, order.currency, order.owed, owed);
        if (units != 0) {
            uint256 held = IERC6909(address(ROYALTIES)).balanceOf(order.seller, WorkId.unwrap(work));
            if (held < units) revert Assignments_UnitsMoved(work, order.seller, units, held);
        }
        _requireStanding(work, order.standing);
    }

    function _requireStanding(WorkId work, LicenceId[] calldata standing) private view {
        if (standing.length > MOST_STANDING) revert Assignments_TooManyLicences(standing.length, MOST_STANDING);
        for (uint256 i = 0; i < standing.length; ++i) {
            LicenceId licence = standing[i];
            ILicences.Licence memory known = LICENCES.licenceOf(licence);
            if (!(known.work == work)) revert Assignments_LicenceEnded(licence, ILicences.Reason.NoSuchLicence);
            if (known.ended != ILicences.Reason.Licensed) revert Assignments_LicenceEnded(licence, known.ended);
            ICompliance.Notice memory notice = COMPLIANCE.noticeOf(licence);
            bool none =
                notice.state == ICompliance.NoticeState.None || notice.state == ICompliance.NoticeState.Rejected;
            if (!none && block.timestamp < notice.until) revert Assignments_Noticed(licence, notice.state);
        }
    }

    /// @return price What is due for the part.
    function _count(bytes32 id, Order calldata order, uint64 units) private returns (uint256 price) {
        OrderRecord storage record = _orders[id];
        OrderRecord memory known = record;
        if (known.state != OrderState.Open) revert Assignments_NotOpen(id, known.state);
        uint64 left = order.units - known.taken;
        bool fits = order.control ? units == left : units != 0 && units <= left;
        if (!fits) revert Assignments_WrongUnits(units, left);
        price = _priceOf(order, known.taken, units);
        record.taken = known.taken + units;
        if (units == left) record.state = OrderState.Taken;
    }

    /// @dev The difference of what is due in all after the part and before it, each rounded up: so nobody gains by
    /// taking an order in many parts.
    function _priceOf(Order calldata order, uint64 taken, uint64 units) private pure returns (uint256) {
        if (order.control || order.units == 0) return order.price;
        return _dueFor(order, taken + units) - _dueFor(order, taken);
    }

    function _dueFor(Order calldata order, uint64 taken) private pure returns (uint256) {
        return Math.mulDiv(order.price, taken, order.units, Math.Rounding.Ceil);
    }

    function _move(Order calldata order, uint64 units, address buyer) private {
        uint256 id = WorkId.unwrap(order.work);
        if (order.control) IERC721(address(WORKS)).transferFrom(order.seller, buyer, id);
        if (units != 0) IERC6909(address(ROYALTIES)).transferFrom(order.seller, buyer, id, units);
    }

    /// @dev The seller is paid at once, and not credited: one who refuses the money only stops their own sale.
    /// @return royalty What went to the till.
    function _pay(Order calldata order, address buyer, uint256 price) private returns (uint256 royalty) {
        address currency = order.currency;
        uint256 value = currency == address(0) ? price : 0;
        if (msg.value != value) revert Assignments_WrongValue(msg.value, value);
        if (price == 0) return 0;
        if (order.resaleRoyalty) {
            address till;
            (till, royalty) = WORKS.royaltyInfo(WorkId.unwrap(order.work), price);
            _send(currency, buyer, till, royalty);
        }
        _send(currency, buyer, order.seller, price - royalty);
    }

    function _send(address currency, address buyer, address to, uint256 amount) private {
        if (amount == 0) return;
        if (currency == address(0)) return Address.sendValue(payable(to), amount);
        IERC20 token = IERC20(currency);
        uint256 before = token.balanceOf(to);
        token.safeTransferFrom(buyer, to, amount);
        uint256 arrived = Math.saturatingSub(token.balanceOf(to), before);
        if (arrived != amount) revert Assignments_NotPaidInFull(currency, arrived, amount);
    }

    /* CANCELLING */

    /// @inheritdoc IAssignments
    function cancel(Order calldata order) external {
        if (msg.sender != order.seller && msg.sender != order.buyer) revert Assignments_NotParty(msg.sender);
        bytes32 id = orderIdOf(order);
        OrderRecord storage record = _orders[id];
        if (record.state != OrderState.Open) revert Assignments_NotOpen(id, record.state);
        record.state = OrderState.Cancelled;
        emit OrderCancelled(id, order.work, msg.sender);
    }

    /* VIEWS */

    /// @inheritdoc IAssignments
    function orderOf(bytes32 order) external view returns (OrderState state, uint64 taken) {
        OrderRecord storage record = _orders[order];
        return (record.state, record.taken);
    }

    /// @inheritdoc IAssignments
    function priceOf(Order calldata order, uint64 units) external view returns (uint256) {
        uint64 taken = _orders[orderIdOf(order)].taken;
        if (units > order.units - taken) revert Assignments_WrongUnits(units, order.units - taken);
        return _priceOf(order, taken, units);
    }

    /// @inheritdoc IAssignments
    /// @dev The deed's hash stands where EIP-712 hashes a string.
    function orderIdOf(Order calldata order) public view returns (bytes32) {
        bytes memory what = abi.encode(
            ORDER_TYPEHASH,
            order.deed,
            order.work,
            order.control,
            order.units,
            order.seller,
            order.buyer,
            order.currency,
            order.price
        );
        bytes memory asSeen = abi.encode(
            order.resaleRoyalty,
            order.version,
            order.licences,
            order.changes,
            order.owed,
            keccak256(abi.encodePacked(order.standing)),
            order.opens,
            order.closes,
            order.salt
        );
        return _hashTypedDataV4(keccak256(bytes.concat(what, asSeen)));
    }
}
