// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Base64} from "@openzeppelin/contracts/utils/Base64.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {ILicences} from "../interfaces/ILicences.sol";
import {ITerms} from "../interfaces/ITerms.sol";
import {FOREVER} from "../types/Constants.sol";
import {FIELD, PLACES, RULED} from "../types/Flags.sol";
import {LicenceId} from "../types/LicenceId.sol";
import {TermsId} from "../types/TermsId.sol";
import {WorkId} from "../types/WorkId.sol";

/// @title TokenText: what wallets and marketplaces show of tokens, as data URLs (RFC 2397)
/// @dev There is no picture: of a right there is none, and none is missing.
library TokenText {
    using Strings for uint256;

    string private constant JSON = "data:application/json;base64,";

    function works() internal pure returns (string memory) {
        return
            _encode(
                '{"name":"Colophon works","description":"Claims to creative works, each with its content root, its versions and its time. A registration does not prove authorship or ownership."}'
            );
    }

    function licences() internal pure returns (string memory) {
        return
            _encode(
                '{"name":"Colophon licences","description":"Rights to use works: each names its acts, purposes, territories and time, and the text that the parties agreed on by its digest."}'
            );
    }

    function licence(
        LicenceId id,
        ILicences.Licence calldata record,
        ITerms.Scope calldata scope
    ) internal pure returns (string memory) {
        string memory work = WorkId.unwrap(record.work).toHexString(28);
        return
            _encode(
                string.concat(
                    '{"name":"Licence ',
                    uint256(id.serial()).toString(),
                    " of work ",
                    work,
                    '","description":"A right to use a work. Whether it is in force is asked of the contract.","work":"',
                    work,
                    '","terms":"',
                    uint256(uint192(TermsId.unwrap(record.terms))).toHexString(24),
                    '","attributes":[',
                    _kind(scope),
                    _extent(scope),
                    _time(record),
                    "]}"
                )
            );
    }

    function _kind(ITerms.Scope calldata scope) private pure returns (string memory) {
        string[3] memory kinds = ["Not exclusive", "Sole", "Exclusive"];
        return
            string.concat(
                _trait("Exclusivity", kinds[uint8(scope.exclusivity)]),
                _trait("Transferable", scope.transferable ? "Yes" : "No"),
                _trait("Duties", scope.flags.has(RULED) ? "Yes" : "None"),
                _trait("Levels of sublicences", uint256(scope.sublicensing).toString())
            );
    }

    function _extent(ITerms.Scope calldata scope) private pure returns (string memory) {
        return
            string.concat(
                _trait("Territories", scope.flags.has(PLACES) ? "Some" : "Worldwide"),
                _trait("Field", scope.flags.has(FIELD) ? "One" : "All")
            );
    }

    function _time(ILicences.Licence calldata record) private pure returns (string memory) {
        string memory end = record.end == FOREVER ? '"Never"' : uint256(record.end).toString();
        return
            string.concat(
                '{"trait_type":"Start","display_type":"date","value":',
                uint256(record.start).toString(),
                record.end == FOREVER
                    ? '},{"trait_type":"End","value":'
                    : '},{"trait_type":"End","display_type":"date","value":',
                end,
                "}"
            );
    }

    function _trait(string memory name, string memory value) private pure returns (string memory) {
        return string.concat('{"trait_type":"', name, '","value":"', value, '"},');
    }

    function _encode(string memory json) private pure returns (string memory) {
        return string.concat(JSON, Base64.encode(bytes(json)));
    }
}
