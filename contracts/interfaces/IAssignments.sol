// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {LicenceId} from "../types/LicenceId.sol";
import {WorkId} from "../types/WorkId.sol";
import {ICompliance} from "./ICompliance.sol";
import {ILicences} from "./ILicences.sol";

/// @title Assignments: a work, or royalty units of it, against money, as the buyer saw it
/// @notice An order is one EIP-712 message in which the text of a deed stands in full, so a wallet shows what is signed.
/// One transaction checks that both sides agree to it, moves the work's token, the units, or both to the buyer, and the
/// price to the seller. It does all of that or nothing.
/// @notice The order says how the work stood when the deed was written. If more was licensed since than it allows, or
/// renewed, or is owed to earlier works; if the work was revised, a licence that it names ended or is under notice, or the
/// units went elsewhere: then nothing moves, and the error says which. So it makes no difference what a seller does in the
/// block of the sale.
/// @notice What a sale does not move: licences that were sold live on, and what earlier works are owed stays owed. Offers
/// of the seller sleep, quotes that were not published die. Income that came in before the sale stays with whoever had
/// the units then.
/// @dev A side agrees by its signature, or by sending the transaction. The seller approves this contract for the token and
/// the units first; nothing moves under that approval without the order. An order is no escrow: until it is taken the
/// seller can cancel it, take the approval back, or sell to somebody else. Whoever buys an option that must hold has the
/// work under a Safe of both.
/// @dev The contract keeps nobody's money. It sees the hash of the deed and never the text, and notices of breach only of
/// {ICompliance}. A renewal of a sublicence does not count: it ends at the latest with the licence above it.
interface IAssignments {
    /// @notice What the parties sign.
    /// @param deed keccak256 of the deed, which stands in full in the signed message.
    /// @param work The work.
    /// @param control Whether the work's token is sold. Then all of the order is taken at once, by the buyer it names.
    /// @param units How many royalty units are sold. Without control they may be taken in parts.
    /// @param seller Who controls the work, or holds the units.
    /// @param buyer Who gets them; the zero address, if only units are sold, for whoever sends the transaction.
    /// @param currency An ERC-20 token, or the zero address for ETH.
    /// @param price For all of it, in the currency's smallest unit; zero if the deed names another consideration.
    /// @param resaleRoyalty Whether what the work asks of resales ({IWorks.royaltyInfo}) goes from the price to its till.
    /// @param version The work's version, counted from 1.
    /// @param licences How many licences of the work there may be at most, those that ended included
    /// ({ILicences.totalLicences}).
    /// @param changes How often its licences may have been granted or renewed at most (bits 32 to 63 of
    /// {ILicences.pageOf}).
    /// @param owed What the work may owe earlier works in the currency at most, before it is settled
    /// ({IRoyalties.unsettled}).
    /// @param standing Licences that must not have ended early nor be under notice of breach; at most 32.
    /// @param opens The first second, since 1970, at which it may be taken.
    /// @param closes The first second at which it may no longer be taken.
    /// @param salt Sets it apart from others that are otherwise the same.
    struct Order {
        bytes32 deed;
        WorkId work;
        bool control;
        uint64 units;
        address seller;
        address buyer;
        address currency;
        uint256 price;
        bool resaleRoyalty;
        uint32 version;
        uint32 licences;
        uint32 changes;
        uint112 owed;
        LicenceId[] standing;
        uint40 opens;
        uint40 closes;
        bytes32 salt;
    }

    /// @notice What became of an order.
    enum OrderState {
        Open,
        Taken,
        Cancelled
    }

    /// @notice What moved.
    /// @param order The order's id.
    /// @param deed keccak256 of the deed.
    /// @param control Whether the work's token moved.
    /// @param units The units that moved.
    /// @param currency An ERC-20 token, or the zero address for ETH.
    /// @param price What was paid, in the currency's smallest unit.
    /// @param royalty What of the price went to the work's till.
    struct Sale {
        bytes32 order;
        bytes32 deed;
        bool control;
        uint64 units;
        address currency;
        uint256 price;
        uint256 royalty;
    }

    /// @notice Emitted when an order is taken, or a part of its units.
    event Assigned(WorkId indexed work, address indexed seller, address indexed buyer, Sale sale);

    /// @notice Emitted when a party cancels an order.
    event OrderCancelled(bytes32 indexed order, WorkId indexed work, address indexed party);

    /// @notice Thrown when the deed is empty.
    error Assignments_NoDeed();

    /// @notice Thrown when control is sold to nobody named, or somebody would sell to themselves.
    error Assignments_WrongBuyer(address buyer);

    /// @notice Thrown when more units are asked for than are left, or none, or a part of an order with control.
    error Assignments_WrongUnits(uint64 asked, uint64 left);

    /// @notice Thrown when an order is taken outside its window.
    error Assignments_OutsideWindow(uint40 opens, uint40 closes, uint256 time);

    /// @notice Thrown when an order was taken or cancelled.
    error Assignments_NotOpen(bytes32 order, OrderState state);

    /// @notice Thrown when a party neither signed exactly this order nor sends the transaction.
    error Assignments_NotSigned(address party);

    /// @notice Thrown when somebody cancels an order who is no party to it.
    error Assignments_NotParty(address caller);

    /// @notice Thrown when more licences are named that must stand than can be looked at.
    error Assignments_TooManyLicences(uint256 licences, uint256 most);

    /// @notice Thrown when the seller does not control the work any more.
    error Assignments_ChangedHands(WorkId work, address seller, address controller);

    /// @notice Thrown when the work was revised since.
    error Assignments_Revised(WorkId work, uint32 version, uint32 present);

    /// @notice Thrown when more licences were granted than the order allows.
    error Assignments_Licensed(WorkId work, uint32 licences, uint32 present);

    /// @notice Thrown when licences were renewed more often than the order allows.
    error Assignments_Renewed(WorkId work, uint32 changes, uint32 present);

    /// @notice Thrown when the work owes earlier works more than the order allows. Settling it clears that.
    error Assignments_OwesMore(WorkId work, address currency, uint256 owed, uint256 present);

    /// @notice Thrown when the seller does not hold the units: they moved, or were never taken.
    error Assignments_UnitsMoved(WorkId work, address seller, uint256 units, uint256 present);

    /// @notice Thrown when a licence that must stand is of another work, or ended early.
    error Assignments_LicenceEnded(LicenceId licence, ILicences.Reason reason);

    /// @notice Thrown when a licence that must stand is under notice of breach.
    error Assignments_Noticed(LicenceId licence, ICompliance.NoticeState state);

    /// @notice Thrown when the ETH sent is not exactly what is due.
    error Assignments_WrongValue(uint256 sent, uint256 due);

    /// @notice Thrown when not exactly the price arrives, as with a token that takes a fee.
    error Assignments_NotPaidInFull(address currency, uint256 arrived, uint256 due);

    /// @notice Moves what an order sells, and its price.
    /// @dev ETH comes with the transaction, whoever sends it; of a token the buyer has allowed this contract to take the
    /// price. Of an order in parts the price of all parts together is exactly the order's, and at no time less than in
    /// proportion.
    /// @param order The order.
    /// @param units How many units are taken: all, or of an order without control a part.
    /// @param sellerSignature The seller's signature of the EIP-712 message `Order` (an account's or, by ERC-1271, a
    /// contract's); not looked at if the seller sends the transaction.
    /// @param buyerSignature The buyer's; not looked at if the buyer sends the transaction.
    /// @return id The order's id.
    /// @custom:caller a party with the signature of the other, or anyone with both
    function take(
        Order calldata order,
        uint64 units,
        bytes calldata sellerSignature,
        bytes calldata buyerSignature
    ) external payable returns (bytes32 id);

    /// @notice Cancels an order, signed or not, or what is left of it.
    /// @param order The order, every field as signed.
    /// @custom:caller the seller or the buyer that the order names
    function cancel(Order calldata order) external;

    /// @notice What became of an order.
    /// @param order The order's id.
    /// @return state Whether it can still be taken.
    /// @return taken How many of its units were.
    function orderOf(bytes32 order) external view returns (OrderState state, uint64 taken);

    /// @notice What is due for a part of an order now, in the currency's smallest unit.
    /// @param order The order.
    /// @param units How many units would be taken.
    function priceOf(Order calldata order, uint64 units) external view returns (uint256);

    /// @notice The id of an order, which is what its parties sign (EIP-712 digest).
    function orderIdOf(Order calldata order) external view returns (bytes32);
}
