// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {ILicences} from "../../../contracts/interfaces/ILicences.sol";
import {LicenceId} from "../../../contracts/types/LicenceId.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {Deployed} from "../../utils/Deployed.sol";
import {Json} from "../../utils/Json.sol";

contract LicencesTokenURITest is Deployed {
    function test_RevertWhen_ThereIsNoSuchLicence() public {
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, 1));
        licences.tokenURI(1);
    }

    function test_WhenItLastsForever_TheEndIsNull() public {
        WorkId work = register(ines, CONTENT);
        ILicences.Terms memory terms = someTerms();
        terms.duration = FOREVER;
        LicenceId licence = buy(maya, publish(work, terms));
        string memory json = Json.contentOf(licences.tokenURI(LicenceId.unwrap(licence)));
        assertEq(vm.parseJsonString(json, ".end"), "null", "end");
        assertEq(vm.parseJsonUint(json, ".start"), NOW, "start");
    }

    function test_IsJsonMadeFromWhatTheContractKnows() public {
        WorkId work = register(ines, CONTENT);
        ILicences.Terms memory terms = someTerms();
        terms.deed = sha256("hello world");
        ILicences.Offer memory offer = publish(work, terms);
        buy(maya, offer);
        LicenceId licence = buy(maya, offer);
        string memory json = Json.contentOf(licences.tokenURI(LicenceId.unwrap(licence)));
        string memory number = Strings.toHexString(WorkId.unwrap(work), 28);

        assertEq(vm.parseJsonKeys(json, "$").length, 7, "fields");
        assertEq(vm.parseJsonString(json, ".name"), string.concat("Licence 2 of work ", number), "name");
        assertEq(vm.parseJsonString(json, ".description"), "A right to use a work, as its deed says.", "description");
        assertEq(vm.parseJsonString(json, ".work"), number, "work");
        assertEq(vm.parseJsonUint(json, ".start"), NOW, "start");
        assertEq(vm.parseJsonUint(json, ".end"), NOW + 365 days, "end");
        assertEq(vm.parseJsonString(json, ".terms"), Strings.toHexString(uint256(offer.terms), 32), "terms");
        assertEq(
            vm.parseJsonString(json, ".deed"),
            "ipfs://bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e",
            "deed"
        );
    }

    function test_TheCollectionHasAName() public view {
        assertEq(licences.name(), "Colophon licences", "name");
        assertEq(licences.symbol(), "LICENCE", "symbol");
    }
}
