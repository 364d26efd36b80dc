// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {ILicences} from "../../../contracts/interfaces/ILicences.sol";
import {LicenceId} from "../../../contracts/types/LicenceId.sol";
import {TermsId} from "../../../contracts/types/TermsId.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {Deployed} from "../../utils/Deployed.sol";
import {Json} from "../../utils/Json.sol";

contract LicencesTokenURITest is Deployed {
    function test_RevertWhen_ThereIsNoSuchLicence() public {
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, 1));
        licences.tokenURI(1);
    }

    function test_IsJsonMadeFromWhatNeverChanges() public {
        WorkId work = register(ines, CONTENT);
        ILicences.Offer memory offer = publish(work, someTerms());
        buy(maya, offer);
        uint256 tokenId = LicenceId.unwrap(buy(maya, offer));
        string memory json = Json.contentOf(licences.tokenURI(tokenId));
        string memory number = Strings.toHexString(WorkId.unwrap(work), 28);
        string memory termsId = Strings.toHexString(uint256(uint192(TermsId.unwrap(offer.terms))), 24);

        assertEq(vm.parseJsonKeys(json, "$").length, 4, "fields");
        assertEq(vm.parseJsonString(json, ".name"), string.concat("Licence 2 of work ", number), "name");
        assertEq(vm.parseJsonString(json, ".description"), "A right to use a work.", "description");
        assertEq(vm.parseJsonString(json, ".work"), number, "work");
        assertEq(vm.parseJsonString(json, ".terms"), termsId, "terms");

        renew(maya, offer, LicenceId.wrap(tokenId), 1);
        transferWork(work, ines, eve);
        assertEq(Json.contentOf(licences.tokenURI(tokenId)), json, "after renewal and sale");
    }

    function test_TheCollectionHasAName() public view {
        assertEq(licences.name(), "Colophon licences", "name");
        assertEq(licences.symbol(), "LICENCE", "symbol");
    }
}
