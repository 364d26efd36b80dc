// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILicences} from "../../contracts/interfaces/ILicences.sol";
import {IOffers} from "../../contracts/interfaces/IOffers.sol";
import {LicenceId} from "../../contracts/types/LicenceId.sol";
import {WorkId} from "../../contracts/types/WorkId.sol";
import {Deployed} from "../utils/Deployed.sol";
import {Holders} from "../utils/Holders.sol";
import {Band} from "./Band.sol";
import {LicensedFilm} from "./LicensedFilm.sol";
import {Shop} from "./Shop.sol";
import {TipJar} from "./TipJar.sol";

/// @dev The examples that @colophon/contracts brings, used as their readers would.
contract ExamplesTest is Deployed {
    WorkId private _work;
    IOffers.Offer private _offer;

    function setUp() public override {
        super.setUp();
        _work = registerAndTake(ines, CONTENT);
        _offer = publish(_work, someTerms());
    }

    function test_AFilmIsScreenedByThoseAloneWhoAreLicensed() public {
        LicensedFilm film = new LicensedFilm(licences, _work, 3, 1, 0);
        LicensedFilm other = new LicensedFilm(licences, _work, 5, 1, 0);
        LicenceId licence = buy(maya, _offer);

        vm.expectRevert(
            abi.encodeWithSelector(LicensedFilm.LicensedFilm_NotLicensed.selector, ILicences.Reason.NotHolder, licence)
        );
        vm.prank(eve);
        film.screen(licence);

        LicenceId foreign = buy(eve, publish(register(ines, "other"), someTerms()));
        vm.expectRevert(abi.encodeWithSelector(LicensedFilm.LicensedFilm_OtherWork.selector, foreign));
        vm.prank(eve);
        film.screen(foreign);

        vm.startPrank(maya);
        vm.expectRevert(
            abi.encodeWithSelector(
                LicensedFilm.LicensedFilm_NotLicensed.selector,
                ILicences.Reason.UseNotCovered,
                licence
            )
        );
        other.screen(licence);
        vm.expectEmit(address(film));
        emit LicensedFilm.Screened(maya, licence);
        film.screen(licence);
        vm.warp(NOW + 365 days);
        vm.expectRevert(
            abi.encodeWithSelector(LicensedFilm.LicensedFilm_NotLicensed.selector, ILicences.Reason.Expired, licence)
        );
        film.screen(licence);
    }

    function test_ATipReachesTheHolders() public {
        TipJar jar = new TipJar(royalties, _work);
        vm.prank(eve);
        jar.tip{value: 3 ether}();
        uint256 before = ines.balance;
        assertEq(claimAll(_work, ETH, ines), 3 ether, "claimed");
        assertEq(ines.balance - before, 3 ether, "received");
    }

    function test_ABandIsPaidAsOneAndDividesEqually() public {
        address[] memory members = new address[](2);
        (members[0], members[1]) = (tomas, maya);
        Band band = new Band(royalties, members);
        Holders.Holder[] memory holders = new Holders.Holder[](2);
        holders[0] = Holders.Holder(ines, 60_000_000);
        holders[1] = Holders.Holder(address(band), 40_000_000);
        WorkId song = registerFor(holders, "song");
        take(song, holders, 1);
        payEth(song, 10 ether);

        band.collect(song);
        assertEq(address(band).balance, 4 ether, "the band's part");
        uint256 before = tomas.balance;
        vm.prank(tomas);
        band.take();
        assertEq(tomas.balance - before, 2 ether, "half of it");
        vm.prank(tomas);
        band.take();
        assertEq(tomas.balance - before, 2 ether, "taken once");
        vm.expectRevert(abi.encodeWithSelector(Band.Band_NotMember.selector, eve));
        vm.prank(eve);
        band.take();
    }

    function test_AShopSellsALicenceForItsPriceAndAFee() public {
        vm.prank(tomas);
        Shop shop = new Shop(offers, 0.1 ether);
        vm.expectRevert(abi.encodeWithSelector(Shop.Shop_WrongValue.selector, 2 ether, 2.1 ether));
        vm.prank(maya);
        shop.buy{value: 2 ether}(_offer, 2, NOW);

        uint256 before = tomas.balance;
        vm.prank(maya);
        LicenceId licence = shop.buy{value: 2.1 ether}(_offer, 2, NOW);
        assertEq(licences.ownerOf(LicenceId.unwrap(licence)), maya, "the holder");
        assertEq(licences.licenceOf(licence).seats, 2, "seats");
        assertEq(tomas.balance - before, 0.1 ether, "the fee");
        assertEq(claimAll(_work, ETH, ines), 2 ether, "the price");
    }
}
