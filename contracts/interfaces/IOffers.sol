// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {LicenceId} from "../types/LicenceId.sol";
import {TermsId} from "../types/TermsId.sol";
import {WorkId} from "../types/WorkId.sol";

/// @title Offers: what is for sale, and the sale
/// @notice An offer names a work, terms, a price and a window; it can be closed, never edited, and counts only while
/// its licensor may grant it. Buying names the exact offer, so nothing can change between reading and signing. What is
/// sold is a matter of {ILicences}: closing its offer, selling the work or losing our site does not touch a licence.
/// @notice A licence whose terms name rules has duties. Nobody gets one who did not ask for it: its recipient is the
/// buyer, or signed. Without duties anybody may buy one for anybody.
interface IOffers {
    /// @notice An offer to license a work. Published by its licensor or their agent, or signed by them (EIP-712) for
    /// anyone to publish: then it is called a quote, and usually names one buyer.
    /// @param work The work.
    /// @param parent The licence under which this is a sublicence; zero if the controller of the work offers it.
    /// @param licensor The work's controller, or the holder of `parent`.
    /// @param buyer The only account that may buy or be bought for; zero for anyone.
    /// @param terms The terms, from {ITerms.defineTerms}.
    /// @param currency An ERC-20 token, or the zero address for ETH.
    /// @param price For one seat and one period, in the currency's smallest unit (wei for ETH); zero if it is free.
    /// @param supply How many seats and periods may be sold under this offer; 2^32 - 1 means no limit. Not zero.
    /// @param opens The first second, since 1970, at which it may be bought. Tells apart offers that are the same in
    /// everything else.
    /// @param closes The first second at which it may no longer be bought; FOREVER if it stays open.
    /// @param starts The first second of the licences; they start when they are sold if that is later. Before 2514.
    /// @param schedule SHA-256 of the facts of this deal, such as a named project, the credit line, delivery, the
    /// parties' statements of who they are; zero if there are none.
    struct Offer {
        WorkId work;
        LicenceId parent;
        address licensor;
        address buyer;
        TermsId terms;
        address currency;
        uint256 price;
        uint32 supply;
        uint40 opens;
        uint40 closes;
        uint40 starts;
        bytes32 schedule;
    }

    /// @notice What a buyer asks for.
    /// @param seats How many seats the licence has. Not zero. What a seat is, the deed says.
    /// @param version The version of the work that was read, counted from 1 for the registration; zero for any.
    /// @param maximum The most that the buyer would pay in all, in the offer's currency.
    /// @param deadline The last second at which the purchase may be mined.
    /// @param recipient Who gets the licence.
    struct Purchase {
        uint16 seats;
        uint32 version;
        uint256 maximum;
        uint256 deadline;
        address recipient;
    }

    /// @notice What somebody who renews a licence asks for.
    /// @param licence The licence.
    /// @param periods How many periods are added. Not zero.
    /// @param maximum The most that the payer would pay in all, in the offer's currency.
    /// @param deadline The last second at which the renewal may be mined.
    struct Renewal {
        LicenceId licence;
        uint16 periods;
        uint256 maximum;
        uint256 deadline;
    }

    /// @notice Where an offer stands.
    enum OfferState {
        Unknown,
        Open,
        Closed
    }

    /// @notice Emitted when an offer is published, by its licensor, their agent, or with their signature.
    event OfferPublished(bytes32 indexed offer, WorkId indexed work, Offer details);

    /// @notice Emitted when an offer is closed, or a quote cancelled.
    event OfferClosed(bytes32 indexed offer, WorkId indexed work);

    /// @notice Emitted when a licence is sold, or given for a price of zero. Its price is the offer's for each seat.
    /// @param version The version of the work at the sale, counted from 1 for the registration.
    event LicenceSold(
        LicenceId indexed licence,
        bytes32 indexed offer,
        address indexed buyer,
        uint16 seats,
        uint32 version
    );

    /// @notice Emitted when a licence is renewed. Its price is the offer's for each seat and period.
    /// @param end Its new end, or FOREVER.
    event LicenceRenewed(
        LicenceId indexed licence,
        bytes32 indexed offer,
        address indexed payer,
        uint16 periods,
        uint40 end
    );

    /// @notice Thrown when an offer is published by somebody who is neither its licensor nor their agent.
    error Offers_NotLicensor(address licensor, address caller);

    /// @notice Thrown when an offer is closed by somebody who may not.
    error Offers_NotController(WorkId work, LicenceId parent, address caller);

    /// @notice Thrown when a quote is not signed by its licensor, or an acceptance by the recipient, or was changed in
    /// any field.
    error Offers_InvalidSignature(address signer);

    /// @notice Thrown when an offer is for no licences at all.
    error Offers_ZeroSupply();

    /// @notice Thrown when an offer closes before it opens, or has closed already.
    error Offers_EmptyWindow(uint40 opens, uint40 closes);

    /// @notice Thrown when an offer's licences would start later than can be recorded.
    error Offers_TooLate(uint40 starts, uint40 last);

    /// @notice Thrown when an offer's currency has no code, or is a contract of single tokens (ERC-721).
    error Offers_NotACurrency(address currency);

    /// @notice Thrown when the same offer is published again, or after it was closed.
    error Offers_AlreadyPublished(bytes32 offer, OfferState state);

    /// @notice Thrown when an offer was never published, is closed, or was changed in any field.
    error Offers_NotOpen(bytes32 offer, OfferState state);

    /// @notice Thrown when an offer is bought outside its window.
    error Offers_OutsideWindow(uint40 opens, uint40 closes, uint256 time);

    /// @notice Thrown when a purchase is mined too late for its buyer.
    error Offers_PastDeadline(uint256 deadline, uint256 time);

    /// @notice Thrown when an offer for one buyer is bought by another for another.
    error Offers_NotForYou(address buyer, address caller);

    /// @notice Thrown when a licence without seats, or a renewal without periods, is asked for.
    error Offers_Nothing();

    /// @notice Thrown when fewer seats or periods of an offer are left than asked for.
    error Offers_SoldOut(bytes32 offer, uint32 left, uint256 asked);

    /// @notice Thrown when the price is above the most that the buyer would pay.
    error Offers_AboveMaximum(uint256 price, uint256 maximum);

    /// @notice Thrown when the ETH sent is not exactly what is due.
    error Offers_WrongValue(uint256 sent, uint256 due);

    /// @notice Publishes an offer.
    /// @param offer The offer.
    /// @return The offer's id: its EIP-712 struct hash.
    /// @custom:caller the licensor (the work's controller, or for a sublicence the holder of its parent), or their agent
    function publish(Offer calldata offer) external returns (bytes32);

    /// @notice Publishes an offer that its licensor signed; usually its buyer does, right before buying.
    /// @param offer The offer.
    /// @param signature The licensor's signature of the EIP-712 message `Offer` (an account's or, by ERC-1271, a
    /// contract's).
    /// @custom:caller anyone with the licensor's signature
    function publishFor(Offer calldata offer, bytes calldata signature) external returns (bytes32);

    /// @notice Closes an offer for good, or cancels a quote before anyone published it. Sold licences stay as they are.
    /// @param offer The offer.
    /// @custom:caller the offer's licensor; once it is published, also whoever is the licensor now; or an agent of
    /// either
    function close(Offer calldata offer) external;

    /// @notice Buys a licence under exactly this offer. The price goes up the chain of licences: of a sublicence's price
    /// each licensor keeps what the licence that they hold does not ask, and what is left goes to the work's holders.
    /// @dev For an ERC-20 the buyer allows {IRoyalties} to take the price. Send ETH only for an offer in ETH.
    /// @param offer The offer, every field as published.
    /// @param purchase What the buyer asks for.
    /// @return licence The licence's number.
    /// @custom:caller anyone, or the one buyer that the offer names, or anyone for them; if the terms name rules, for
    /// themselves
    function buy(Offer calldata offer, Purchase calldata purchase) external payable returns (LicenceId licence);

    /// @notice Buys a licence for somebody who signed that they accept it.
    /// @param signature The recipient's signature of the EIP-712 message `Accept`: the offer's id, the recipient, the
    /// seats, the recipient's next nonce (see {nonces}) and the deadline.
    /// @custom:caller anyone with the recipient's signature
    function buyFor(
        Offer calldata offer,
        Purchase calldata purchase,
        bytes calldata signature
    ) external payable returns (LicenceId licence);

    /// @notice Makes a licence last longer, by periods that follow its end: early renewal loses no day. One that is
    /// over is bought anew.
    /// @param offer An offer of the licence's terms, every field as published.
    /// @param renewal What the payer asks for.
    /// @custom:caller anyone, or of a licence with duties its holder, their agent, or whoever they approved (ERC-721);
    /// of them only the buyer that the offer names, or anyone for them, if it names one
    function renew(Offer calldata offer, Renewal calldata renewal) external payable;

    /// @notice Where an offer stands and how many seats and periods were sold under it.
    function offerOf(bytes32 offer) external view returns (OfferState state, uint32 sold);

    /// @notice The id of an offer, which is also what its licensor signs (EIP-712 struct hash).
    function offerIdOf(Offer calldata offer) external pure returns (bytes32);
}
