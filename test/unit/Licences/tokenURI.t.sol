// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {IOffers} from "../../../contracts/interfaces/IOffers.sol";
import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {IWorks} from "../../../contracts/interfaces/IWorks.sol";
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

    function test_SaysWhatTheLicenceIs() public {
        WorkId work = register(ines, CONTENT);
        IOffers.Offer memory offer = publish(work, someTerms());
        buy(maya, offer);
        uint256 tokenId = LicenceId.unwrap(buy(maya, offer));
        string memory json = Json.contentOf(licences.tokenURI(tokenId));
        string memory number = Strings.toHexString(WorkId.unwrap(work), 28);
        string memory termsId = Strings.toHexString(uint256(uint192(TermsId.unwrap(offer.terms))), 24);

        assertEq(vm.parseJsonKeys(json, "$").length, 5, "fields");
        assertEq(vm.parseJsonString(json, ".name"), string.concat("Licence 2 of work ", number), "name");
        assertEq(
            vm.parseJsonString(json, ".description"),
            "A right to use a work. Whether it is in force is asked of the contract.",
            "description"
        );
        assertEq(vm.parseJsonString(json, ".work"), number, "work");
        assertEq(vm.parseJsonString(json, ".terms"), termsId, "terms");
        string[6] memory traits = ["Not exclusive", "Yes", "None", "0", "Worldwide", "All"];
        _expectTraits(json, traits);
        _expectDate(json, 6, "Start", NOW);
        _expectDate(json, 7, "End", NOW + 365 days);

        transferWork(work, ines, eve);
        vm.prank(maya);
        licences.transferFrom(maya, eve, tokenId);
        assertEq(Json.contentOf(licences.tokenURI(tokenId)), json, "whoever holds the work or the licence");
    }

    function test_SaysWhatItAllowsAndAsks() public {
        ITerms.Terms memory what = someTerms();
        (what.exclusivity, what.transferable, what.sublicensing) = (ITerms.Exclusivity.Sole, false, 8);
        (what.territories, what.field, what.duration) = (1, "French", FOREVER);
        (what.rules, what.conditions) = (address(this), "conditions");
        WorkId work = register(ines, CONTENT);
        uint256 tokenId = LicenceId.unwrap(buy(maya, publish(work, what)));
        string memory json = Json.contentOf(licences.tokenURI(tokenId));
        string[6] memory traits = ["Sole", "No", "Yes", "8", "Some", "One"];
        _expectTraits(json, traits);
        assertEq(vm.parseJsonString(json, ".attributes[7].trait_type"), "End", "end");
        assertEq(vm.parseJsonString(json, ".attributes[7].value"), "Never", "never");

        what = someTerms();
        what.exclusivity = ITerms.Exclusivity.Exclusive;
        tokenId = LicenceId.unwrap(buy(maya, publish(register(ines, "other"), what)));
        json = Json.contentOf(licences.tokenURI(tokenId));
        assertEq(vm.parseJsonString(json, ".attributes[0].value"), "Exclusive", "exclusive");
    }

    /// @dev What changes is told as it is: a renewal, and an end before its time.
    function test_FollowsTheEndOfTheLicence() public {
        WorkId work = register(ines, CONTENT);
        IOffers.Offer memory offer = publish(work, someTerms());
        LicenceId licence = buy(maya, offer);
        renew(maya, offer, licence, 1);
        _expectDate(Json.contentOf(licences.tokenURI(LicenceId.unwrap(licence))), 7, "End", NOW + 730 days);
        vm.warp(NOW + 5 days);
        vm.prank(maya);
        licences.surrender(licence);
        _expectDate(Json.contentOf(licences.tokenURI(LicenceId.unwrap(licence))), 7, "End", NOW + 5 days);
    }

    function test_TheCollectionIsDescribed() public view {
        string memory json = Json.contentOf(licences.contractURI());
        assertEq(vm.parseJsonKeys(json, "$").length, 2, "nothing else");
        assertEq(vm.parseJsonString(json, ".name"), "Colophon licences", "name");
        assertEq(
            vm.parseJsonString(json, ".description"),
            "Rights to use works: each names its acts, purposes, territories and time, "
            "and the text that the parties agreed on by its digest.",
            "description"
        );
    }

    /// @dev ERC-2981: as for the work itself, and to the same till.
    function test_TheResaleRoyaltyIsTheWorks() public {
        IWorks.Registration memory registration = registrationOf(CONTENT, 0);
        registration.resaleRoyalty = 750;
        vm.prank(ines);
        WorkId work = works.register(registration, nothing());
        uint256 tokenId = LicenceId.unwrap(buy(maya, publish(work, someTerms())));
        (address receiver, uint256 amount) = licences.royaltyInfo(tokenId, 10 ether);
        assertEq(receiver, royalties.tillOf(work), "the work's till");
        assertEq(amount, 0.75 ether, "7.5 %");
    }

    function _expectTraits(string memory json, string[6] memory values) private pure {
        string[6] memory names = [
            "Exclusivity",
            "Transferable",
            "Duties",
            "Levels of sublicences",
            "Territories",
            "Field"
        ];
        for (uint256 i = 0; i < 6; ++i) {
            string memory trait = string.concat(".attributes[", Strings.toString(i), "]");
            assertEq(vm.parseJsonString(json, string.concat(trait, ".trait_type")), names[i], "trait");
            assertEq(vm.parseJsonString(json, string.concat(trait, ".value")), values[i], names[i]);
        }
    }

    function _expectDate(string memory json, uint256 i, string memory name, uint256 time) private pure {
        string memory trait = string.concat(".attributes[", Strings.toString(i), "]");
        assertEq(vm.parseJsonString(json, string.concat(trait, ".trait_type")), name, "trait");
        assertEq(vm.parseJsonString(json, string.concat(trait, ".display_type")), "date", "a date");
        assertEq(vm.parseJsonUint(json, string.concat(trait, ".value")), time, name);
    }

    function test_TheCollectionHasAName() public view {
        assertEq(licences.name(), "Colophon licences", "name");
        assertEq(licences.symbol(), "LICENCE", "symbol");
    }
}
