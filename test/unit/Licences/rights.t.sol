// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IOffers} from "../../../contracts/interfaces/IOffers.sol";
import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {Licensing} from "../../utils/Licensing.sol";

/// @dev L02, in substance: what people sell, as acts for purposes, decided as a rights lawyer would. Each pair is sold
/// in both orders, the first exclusively. The numbers of acts and purposes are of this test; docs/formats.md has those
/// of the format. What counts is that each act and each purpose is one, and that none is both.
contract LicencesRightsTest is Licensing {
    struct Right {
        uint64 acts;
        uint32 purposes;
    }

    /* ACTS */

    uint64 private constant PRINT = 1 << 0;
    uint64 private constant SHOW_ONLINE = 1 << 1;
    uint64 private constant DOWNLOAD = 1 << 2;
    uint64 private constant BROADCAST = 1 << 3;
    uint64 private constant PERFORM = 1 << 4;
    uint64 private constant FILM = 1 << 5;
    uint64 private constant GAME = 1 << 6;
    uint64 private constant GOODS = 1 << 7;
    uint64 private constant MANUFACTURE = 1 << 8;
    uint64 private constant TRANSLATE = 1 << 9;
    uint64 private constant ADAPT = 1 << 10;
    uint64 private constant TRAIN = 1 << 11;
    uint64 private constant SELL_COPIES = 1 << 12;
    uint64 private constant ALL_ACTS = (1 << 13) - 1;

    /* PURPOSES */

    uint32 private constant PRIVATE = 1 << 0;
    uint32 private constant TEACHING = 1 << 1;
    uint32 private constant RESEARCH = 1 << 2;
    uint32 private constant EDITORIAL = 1 << 3;
    uint32 private constant ADVERTISING = 1 << 4;
    uint32 private constant PRODUCT = 1 << 5;
    uint32 private constant ALL_PURPOSES = (1 << 6) - 1;

    uint256 private _made;

    /* A MEDIUM BESIDE A PURPOSE: a newspaper is printed and editorial */

    function test_WhenL02_PrintMeetsEditorial_TheyCollide() public {
        _collide(Right(PRINT, ALL_PURPOSES), Right(ALL_ACTS, EDITORIAL));
    }

    function test_WhenL02_WebMeetsAdvertising_TheyCollide() public {
        _collide(Right(SHOW_ONLINE, ALL_PURPOSES), Right(ALL_ACTS, ADVERTISING));
    }

    function test_WhenL02_WebMeetsEditorial_TheyCollide() public {
        _collide(Right(SHOW_ONLINE, ALL_PURPOSES), Right(ALL_ACTS, EDITORIAL));
    }

    function test_WhenL02_AudiovisualMeetsEditorial_TheyCollide() public {
        _collide(_audiovisual(), Right(ALL_ACTS, EDITORIAL));
    }

    function test_WhenL02_AiTrainingMeetsResearch_TheyCollide() public {
        _collide(Right(TRAIN, ALL_PURPOSES), Right(ALL_ACTS, RESEARCH));
    }

    function test_WhenL02_AdvertisingMeetsPrint_TheyCollide() public {
        _collide(Right(ALL_ACTS, ADVERTISING), Right(PRINT, ALL_PURPOSES));
    }

    function test_WhenL02_EducationMeetsPrint_TheyCollide() public {
        _collide(Right(ALL_ACTS, TEACHING), Right(PRINT, ALL_PURPOSES));
    }

    function test_WhenL02_PerformanceMeetsEducation_TheyCollide() public {
        _collide(Right(PERFORM, ALL_PURPOSES), Right(ALL_ACTS, TEACHING));
    }

    /* BUNDLES OF ACTS: those that share one collide */

    function test_WhenL02_BroadcastMeetsAudiovisual_TheyCollide() public {
        _collide(Right(BROADCAST, ALL_PURPOSES), _audiovisual());
    }

    /// @dev Goods are put out to be sold: who sells copies of the work on goods needs what resale is.
    function test_WhenL02_MerchandiseMeetsResale_TheyCollide() public {
        _collide(Right(GOODS | SELL_COPIES, PRODUCT), Right(SELL_COPIES, ALL_PURPOSES));
    }

    function test_WhenL02_MerchandiseMeetsManufacture_TheyCollide() public {
        _collide(Right(GOODS | MANUFACTURE, PRODUCT), Right(MANUFACTURE, ALL_PURPOSES));
    }

    function test_WhenL02_PrintMeetsResale_TheyCollide() public {
        _collide(Right(PRINT | SELL_COPIES, ALL_PURPOSES), Right(SELL_COPIES, PRODUCT));
    }

    /// @dev A translation is one kind of adaptation: who has all kinds has both acts.
    function test_WhenL02_TranslationMeetsAdaptation_TheyCollide() public {
        _collide(Right(TRANSLATE, ALL_PURPOSES), Right(ADAPT | TRANSLATE, ALL_PURPOSES));
    }

    /// @dev A film of a book adapts it.
    function test_WhenL02_AudiovisualMeetsAdaptation_TheyCollide() public {
        Right memory film = _audiovisual();
        film.acts |= ADAPT;
        _collide(film, Right(ADAPT | TRANSLATE, ALL_PURPOSES));
    }

    /// @dev A game that is streamed, and a film that is: both broadcast what they are made of.
    function test_WhenL02_GamesMeetAudiovisual_TheyCollideIfBothAreStreamed() public {
        _collide(Right(GAME | BROADCAST, ALL_PURPOSES), _audiovisual());
        _goTogether(Right(GAME, ALL_PURPOSES), _audiovisual());
    }

    /* WHAT DOES NOT OVERLAP IS SOLD SIDE BY SIDE */

    function test_WhenL02_ActsAreDifferent_BothAreSold() public {
        _goTogether(Right(PRINT, ALL_PURPOSES), Right(SHOW_ONLINE | DOWNLOAD, ALL_PURPOSES));
        _goTogether(Right(TRANSLATE, ALL_PURPOSES), Right(FILM, ALL_PURPOSES));
        _goTogether(Right(GOODS, PRODUCT), Right(PRINT, PRODUCT));
    }

    /// @dev The same act, for other purposes: a newspaper and a poster.
    function test_WhenL02_PurposesAreDifferent_BothAreSold() public {
        _goTogether(Right(PRINT, EDITORIAL), Right(PRINT, ADVERTISING));
        _goTogether(Right(ALL_ACTS, EDITORIAL), Right(ALL_ACTS, ADVERTISING | PRODUCT));
        _goTogether(Right(SHOW_ONLINE, TEACHING | RESEARCH), Right(SHOW_ONLINE, EDITORIAL | PRIVATE));
    }

    /// @dev All three of the case that was sold before: exclusive print, editorial, and advertising in any medium.
    function test_WhenL02_PrintWasSold_NeitherEditorialNorAdvertisingInAnyMediumIs() public {
        WorkId work = _newWork();
        IOffers.Offer memory print = _offer(work, Right(PRINT, ALL_PURPOSES), 2);
        IOffers.Offer memory editorial = _offer(work, Right(ALL_ACTS, EDITORIAL), 0);
        IOffers.Offer memory advertising = _offer(work, Right(ALL_ACTS, ADVERTISING), 2);
        buy(maya, print);
        expectConflict(editorial, print.terms, NOW + 365 days);
        expectConflict(advertising, print.terms, NOW + 365 days);
        // In all media but print both are free.
        buy(tomas, _offer(work, Right(ALL_ACTS & ~PRINT, EDITORIAL), 2));
        buy(eve, _offer(work, Right(ALL_ACTS & ~PRINT, ADVERTISING), 2));
    }

    /// @dev The rule knows entries, not content. The same file under two entries has two books; who buys is warned
    /// elsewhere.
    function test_WhenL02_TheSameIsRegisteredTwice_EachEntryHasItsOwnBook() public {
        Right memory all = Right(ALL_ACTS, ALL_PURPOSES);
        buy(maya, _offer(_newWork(), all, 2));
        buy(tomas, _offer(_newWork(), all, 2));
    }

    /* HELPERS */

    /// @dev Made into a film, shown and broadcast.
    function _audiovisual() private pure returns (Right memory) {
        return Right(FILM | BROADCAST | PERFORM, ALL_PURPOSES);
    }

    function _collide(Right memory a, Right memory b) private {
        _meet(a, b, true);
        _meet(b, a, true);
    }

    function _goTogether(Right memory a, Right memory b) private {
        _meet(a, b, false);
        _meet(b, a, false);
    }

    /// @dev The first exclusively; the second in each kind.
    function _meet(Right memory first, Right memory second, bool collide) private {
        for (uint8 kind = 0; kind < 3; ++kind) {
            WorkId work = _newWork();
            IOffers.Offer memory one = _offer(work, first, 2);
            IOffers.Offer memory other = _offer(work, second, kind);
            buy(maya, one);
            if (collide) expectConflict(other, one.terms, NOW + 365 days);
            else expectFree(other);
        }
    }

    function _newWork() private returns (WorkId) {
        return register(ines, bytes32(++_made));
    }

    function _offer(WorkId work, Right memory right, uint8 kind) private returns (IOffers.Offer memory) {
        ITerms.Terms memory what = someTerms();
        (what.uses, what.purposes, what.exclusivity) = (right.acts, right.purposes, ITerms.Exclusivity(kind));
        what.deed = bytes32(++_made);
        return publish(work, what);
    }
}
