// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/interfaces/IERC721.sol";
import {ERC2771Context} from "@openzeppelin/contracts/metatx/ERC2771Context.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {ERC165Checker} from "@openzeppelin/contracts/utils/introspection/ERC165Checker.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";
import {IColophon} from "./interfaces/IColophon.sol";
import {ILicences} from "./interfaces/ILicences.sol";
import {IOffers} from "./interfaces/IOffers.sol";
import {IRoyalties} from "./interfaces/IRoyalties.sol";
import {Agents} from "./libraries/Agents.sol";
import {Signatures} from "./libraries/Signatures.sol";
import {UNLIMITED} from "./types/Constants.sol";
import {LAST_START} from "./types/LicenceData.sol";
import {LicenceId} from "./types/LicenceId.sol";

/// @title Offers: see {IOffers}, which is its specification
/// @dev An offer's id is its EIP-712 struct hash, taken from the calldata: in every function the offer comes first, and
/// all of it is static, so its words stand as they are right behind the selector.
contract Offers is IOffers, ERC2771Context, EIP712, Nonces {
    using Agents for ILicences;

    struct OfferRecord {
        OfferState state;
        uint32 sold;
    }

    /* CONSTANTS */

    bytes32 private constant OFFER_TYPEHASH = keccak256(
        "Offer(uint256 work,uint256 parent,address licensor,address buyer,bytes24 terms,address currency,uint256 price,uint32 supply,uint40 opens,uint40 closes,uint40 starts,bytes32 schedule)"
    );

    bytes32 private constant ACCEPT_TYPEHASH = keccak256(
        "Accept(bytes32 offer,address recipient,uint16 seats,uint256 nonce,uint256 deadline)"
    );

    ILicences private immutable LICENCES;
    IRoyalties private immutable ROYALTIES;

    /* STORAGE */

    mapping(bytes32 offer => OfferRecord) private _offers;

    /* CONSTRUCTOR */

    /// @dev Deployed by {Colophon}, which knows the other contracts.
    constructor() ERC2771Context(msg.sender) EIP712("Colophon Offers", "1") {
        LICENCES = ILicences(IColophon(msg.sender).licences());
        ROYALTIES = IRoyalties(IColophon(msg.sender).royalties());
    }

    /* OFFERS */

    /// @inheritdoc IOffers
    function publish(Offer calldata offer) external returns (bytes32) {
        address caller = _msgSender();
        if (!_actsFor(offer.licensor, offer, caller)) revert Offers_NotLicensor(offer.licensor, caller);
        return _publish(offer);
    }

    /// @inheritdoc IOffers
    function publishFor(Offer calldata offer, bytes calldata signature) external returns (bytes32) {
        bytes32 digest = _hashTypedDataV4(offerIdOf(offer));
        if (!Signatures.isValid(offer.licensor, digest, signature)) revert Offers_InvalidSignature(offer.licensor);
        return _publish(offer);
    }

    function _publish(Offer calldata offer) private returns (bytes32 id) {
        if (offer.supply == 0) revert Offers_ZeroSupply();
        if (offer.closes <= offer.opens || offer.closes <= block.timestamp) {
            revert Offers_EmptyWindow(offer.opens, offer.closes);
        }
        if (offer.starts > LAST_START) revert Offers_TooLate(offer.starts, LAST_START);
        if (!_isCurrency(offer.currency)) revert Offers_NotACurrency(offer.currency);
        id = offerIdOf(offer);
        OfferRecord storage record = _offers[id];
        if (record.state != OfferState.Unknown) revert Offers_AlreadyPublished(id, record.state);

        record.state = OfferState.Open;
        LICENCES.admitUnder(offer.work, offer.parent, offer.licensor, offer.terms);
        emit OfferPublished(id, offer.work, offer);
    }

    /// @dev What divides: ETH, or a contract that is not one of single tokens.
    function _isCurrency(address currency) private view returns (bool) {
        if (currency == address(0)) return true;
        if (currency.code.length == 0) return false;
        return !ERC165Checker.supportsERC165InterfaceUnchecked(currency, type(IERC721).interfaceId);
    }

    /// @inheritdoc IOffers
    function close(Offer calldata offer) external {
        address caller = _msgSender();
        bytes32 id = offerIdOf(offer);
        OfferState state = _offers[id].state;
        if (!_actsFor(offer.licensor, offer, caller)) {
            address controller = LICENCES.licensorOf(offer.work, offer.parent);
            if (!_actsFor(controller, offer, caller)) revert Offers_NotController(offer.work, offer.parent, caller);
            if (state == OfferState.Unknown) revert Offers_NotOpen(id, state);
        }
        if (state == OfferState.Closed) revert Offers_NotOpen(id, state);

        _offers[id].state = OfferState.Closed;
        emit OfferClosed(id, offer.work);
    }

    /// @dev Whether the caller is an account, or its agent for what the offer is granted from.
    function _actsFor(address account, Offer calldata offer, address caller) private view returns (bool) {
        return LICENCES.mayActFor(account, offer.work, offer.parent, caller);
    }

    /* BUYING */

    /// @inheritdoc IOffers
    function buy(Offer calldata offer, Purchase calldata purchase) external payable returns (LicenceId) {
        return _buy(offer, purchase, purchase.recipient == _msgSender());
    }

    /// @inheritdoc IOffers
    function buyFor(
        Offer calldata offer,
        Purchase calldata purchase,
        bytes calldata signature
    ) external payable returns (LicenceId) {
        address recipient = purchase.recipient;
        uint256 nonce = _useNonce(recipient);
        bytes32 digest = _hashTypedDataV4(
            keccak256(
                abi.encode(ACCEPT_TYPEHASH, offerIdOf(offer), recipient, purchase.seats, nonce, purchase.deadline)
            )
        );
        if (!Signatures.isValid(recipient, digest, signature)) revert Offers_InvalidSignature(recipient);
        return _buy(offer, purchase, true);
    }

    function _buy(Offer calldata offer, Purchase calldata purchase, bool accepted) private returns (LicenceId licence) {
        (bytes32 id, uint256 price) = _sell(
            offer,
            purchase.seats,
            purchase.maximum,
            purchase.deadline,
            purchase.recipient
        );
        address buyer = _msgSender();
        uint32 version;
        (licence, version) = LICENCES.grant(
            ILicences.Grant({
                work: offer.work,
                parent: offer.parent,
                licensor: offer.licensor,
                terms: offer.terms,
                starts: offer.starts,
                seats: purchase.seats,
                version: purchase.version,
                recipient: purchase.recipient,
                accepted: accepted
            })
        );
        emit LicenceSold(licence, id, buyer, purchase.seats, version);
        _collect(buyer, offer, price, licence);
    }

    /// @inheritdoc IOffers
    /// @dev How many seats the licence has decides what is due, so it is prolonged first; what the offer does not allow
    /// undoes it.
    function renew(Offer calldata offer, Renewal calldata renewal) external payable {
        address payer = _msgSender();
        (uint16 seats, address holder, uint40 end) = LICENCES.extend(
            ILicences.Extension({
                licence: renewal.licence,
                work: offer.work,
                parent: offer.parent,
                licensor: offer.licensor,
                terms: offer.terms,
                periods: renewal.periods,
                payer: payer
            })
        );
        (bytes32 id, uint256 price) = _sell(
            offer,
            uint256(seats) * renewal.periods,
            renewal.maximum,
            renewal.deadline,
            holder
        );
        emit LicenceRenewed(renewal.licence, id, payer, renewal.periods, end);
        _collect(payer, offer, price, renewal.licence);
    }

    /// @dev What buying and renewing ask of an offer. Counts what is sold.
    /// @param asked Seats times periods.
    /// @param recipient Whose licence it is.
    /// @return id The offer's id.
    /// @return price What is due in all.
    function _sell(
        Offer calldata offer,
        uint256 asked,
        uint256 maximum,
        uint256 deadline,
        address recipient
    ) private returns (bytes32 id, uint256 price) {
        id = offerIdOf(offer);
        OfferRecord storage record = _offers[id];
        if (record.state != OfferState.Open) revert Offers_NotOpen(id, record.state);
        if (block.timestamp > deadline) revert Offers_PastDeadline(deadline, block.timestamp);
        if (block.timestamp < offer.opens || block.timestamp >= offer.closes) {
            revert Offers_OutsideWindow(offer.opens, offer.closes, block.timestamp);
        }
        if (offer.buyer != address(0) && offer.buyer != recipient && offer.buyer != _msgSender()) {
            revert Offers_NotForYou(offer.buyer, _msgSender());
        }
        if (asked == 0) revert Offers_Nothing();
        uint32 sold = record.sold;
        uint32 left = offer.supply == UNLIMITED ? UNLIMITED : offer.supply - sold;
        if (asked > left) revert Offers_SoldOut(id, left, asked);
        price = Math.saturatingMul(offer.price, asked);
        if (price > maximum) revert Offers_AboveMaximum(price, maximum);
        uint256 due = offer.currency == address(0) ? price : 0;
        if (msg.value != due) revert Offers_WrongValue(msg.value, due);

        unchecked {
            record.sold = sold + uint32(asked); // Where nothing is limited, this is only a count for people to read.
        }
    }

    function _collect(address payer, Offer calldata offer, uint256 price, LicenceId licence) private {
        if (price == 0) return;
        if (offer.parent.isZero()) {
            bytes32 memo = bytes32(LicenceId.unwrap(licence));
            ROYALTIES.collect{value: msg.value}(payer, offer.work, offer.currency, price, memo);
        } else {
            ROYALTIES.collectFor{value: msg.value}(payer, licence, offer.currency, price);
        }
    }

    /* VIEWS */

    /// @inheritdoc IOffers
    function offerOf(bytes32 offer) external view returns (OfferState state, uint32 sold) {
        OfferRecord storage record = _offers[offer];
        return (record.state, record.sold);
    }

    /// @inheritdoc IOffers
    function offerIdOf(Offer calldata) public pure returns (bytes32) {
        return keccak256(bytes.concat(OFFER_TYPEHASH, msg.data[4:388]));
    }
}
