// Written by scripts/generate-abi.ts from the compiled contracts. Do not edit.

/** keccak256 of each contract's creation code with its arguments, which makes its address. */
export const initCodeHashes = {
  timestamps: "0x74032f58853c190bb4d595f5b79b8c6c93c803274aafc6594624d10acea994c4",
  colophon: "0x5962fc87c9a0fb9fce67bcb865ebea31689891ab9c0b165e4b330aca3c38c8c8",
  works: "0x2594110868217d06a26153fa4b08563528ea1cdb0e8c609b908d59bda3d177a6",
  terms: "0x504a61f513dcb92504ede02e44d6ea438503d0d7b1665d3e0a4d09a35feb496f",
  offers: "0x2eccff439c5bb81f3cda68efa0dcb822efaa2d918c281b4b163f2b66a86894d6",
  licences: "0xcfafd3b1b9d847a9e06c63d4ca53059bd7d34104b5b9dcd8e4164c2d8f2abdd2",
  compliance: "0x91312e1972e5db0a029982a2e723ccf18e7724459f4a23afedc39cd2a2fac3f5",
  royalties: "0x06381e9ff4a9a81ba2cbbdc8ac481e77795aceca1f0eb12a2fc317458db33399",
  agreements: "0x1cb4a262edf348e5fbb85302290867b11b03b54ef8ca7cfeb5f93ded44ff4964",
  assignments: "0x32e95329307a9aabae0333f11da4880c6a7c5ea0cd6b9f232f1fb68ceccd1103",
} as const;

/** What makes that code: the compiler, and the SHA-256 of its standard JSON input. */
export const releaseBuild = {
  compiler: "0.8.37+commit.f401782d",
  input: "0x64b70b668867c7f399bb9051b164bb40ce6a15fedd3ddd4c5d6c5119a4087b37",
} as const;

/** The sources in that input, and the SHA-256 of each. */
export const buildSources = {
  "@openzeppelin/contracts/interfaces/IERC1271.sol": "2d17bba201aa2f9c55e317315b872272a60361848dfceb6b1e77081265c79a27",
  "@openzeppelin/contracts/interfaces/IERC1363.sol": "9c3a75a925a6dac9e88b03cddc58d42fe3131b0aaaad84408521f3f7af2f991b",
  "@openzeppelin/contracts/interfaces/IERC165.sol": "dfb3f56fa928a7c6cae41a7ce2c86b9210fa18d33fa26389099d66a0fa790368",
  "@openzeppelin/contracts/interfaces/IERC20.sol": "0158e2d3e0e28bedd99eec13dcf1a8aa3a70a5b7e4bb2ad709609c95fcc740d1",
  "@openzeppelin/contracts/interfaces/IERC20Metadata.sol":
    "0ef8d844d8e066abd5c0d8cc1c550c89f2628a4ea9c9bb16c7593d4207800ca8",
  "@openzeppelin/contracts/interfaces/IERC2981.sol": "ea5f52ef580b9cb7c97091fd8164ec3ff211f5bdec359d18191eac4fcf7fcf76",
  "@openzeppelin/contracts/interfaces/IERC4906.sol": "2b14563481c355e6a84127f0ee528d3e3b80fcdd76ff840660784c2445fcc0ae",
  "@openzeppelin/contracts/interfaces/IERC5267.sol": "f89772d2d4fafcbef8b73bb10ee9a3373edec2eedb2f1b302320915b351dc3d1",
  "@openzeppelin/contracts/interfaces/IERC6909.sol": "0ddbf340b209e71307f81a15d28b2bb301d6fe37793929d337fa0ae6c8d08def",
  "@openzeppelin/contracts/interfaces/IERC721.sol": "4e4412e3eb28d5d2055e7b0e8153a2ab4d143f94e125a03a1b3d655ea7ed0002",
  "@openzeppelin/contracts/interfaces/IERC7913.sol": "f66aad4249885b0f11369bfa825dded60aa4baa0d76d9becdac9daa48c350350",
  "@openzeppelin/contracts/interfaces/draft-IERC6093.sol":
    "fa7068f56bc180571a6095be6eaef06d51dbe81e30cb128397d993c9599ecc30",
  "@openzeppelin/contracts/metatx/ERC2771Context.sol":
    "6f0bf2dfc6aead1ea285c982b1f526e5837b47295950f430c9373508ccfd0698",
  "@openzeppelin/contracts/token/ERC20/IERC20.sol": "01b6f5c4fa45fd38822b286ecef6daf983d27306dd6362496fa71b3e4600b72c",
  "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol":
    "0b7132f17d14d1d84b41b0bb429be62dafdff00fd3470f68724d8018eb07f57a",
  "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol":
    "c302edfbf7f396e1130be81278c5c994543868f0f5bf0c0fb3f557e166d8d3f2",
  "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol":
    "93685e4e976be584a5e6abfc37376fe17c99bee53e07610efcc1ce51868e90d1",
  "@openzeppelin/contracts/token/ERC6909/ERC6909.sol":
    "4fcbf3da03f0b84c7a99df1308ce93745e92ab6dd11c0dfddcd1a1f5a7b5b63c",
  "@openzeppelin/contracts/token/ERC721/ERC721.sol": "ef8e2398c78851bd2ec12bc48d923058c557889d5a3d5ee4919c17ff0fb3517e",
  "@openzeppelin/contracts/token/ERC721/IERC721.sol":
    "ff0eb9902bf0ac099205615fac90eacf34fae637571b05aab3ea35dea53d5f17",
  "@openzeppelin/contracts/token/ERC721/IERC721Receiver.sol":
    "eafee3ffdc7cb2fba4bf6bd16fb28f8e5b4679742e81c2ad42a1b1df5c179feb",
  "@openzeppelin/contracts/token/ERC721/extensions/IERC721Metadata.sol":
    "33223782ea652dca413702ce92f9f59d91d758a035065b24bbedb7dc60c63a78",
  "@openzeppelin/contracts/token/ERC721/utils/ERC721Utils.sol":
    "b48e95db8c85866c1d88af8e82f346e0d22d24b5aac5b936079d958c72e13b9f",
  "@openzeppelin/contracts/utils/Address.sol": "73e54e15285455f0e01e136c3663732641537614723ae5dbd820eb3cb036b1fd",
  "@openzeppelin/contracts/utils/Base64.sol": "1c143572893f50f04fe8e507d89f9997cd3242102ba4200c8de0803ecbaf8cec",
  "@openzeppelin/contracts/utils/Bytes.sol": "78b01e1da6f6e6aaa8ef97b5d5ed885f638520bfdafb65e813b900a14c9d4eac",
  "@openzeppelin/contracts/utils/Context.sol": "847fda5460fee70f56f4200f59b82ae622bb03c79c77e67af010e31b7e2cc5b6",
  "@openzeppelin/contracts/utils/Create2.sol": "9623aa59745a23a72f313adc5adbf583968bf366a7cbf3fc43c1148d7d2c3c86",
  "@openzeppelin/contracts/utils/Errors.sol": "0704b9d6c032cca8512a3bc3f30f49f86f1f03102d2896a3d23e794b82efea66",
  "@openzeppelin/contracts/utils/LowLevelCall.sol": "e128cbe9c6c406d5a42c26e4079c0a95b369ce552f2d0c3dfd2fcb836c5708f2",
  "@openzeppelin/contracts/utils/Nonces.sol": "6a98ef6eaaac8dfc73307cb0ebbed97bfa20cf825c7fe96b734e3eda7e935e09",
  "@openzeppelin/contracts/utils/Panic.sol": "270fc8401c1a13fae6a7a4a2dd6e381b95d658896701e51f0d3e2688acab3dec",
  "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol":
    "cff7c20aed945d939b764d876adbd42e1b7725d62d5b1f2bd303db237567b575",
  "@openzeppelin/contracts/utils/ShortStrings.sol": "0b66f6166641f1951f7a412d55df071224f1ba3a629bab73d185505026851c06",
  "@openzeppelin/contracts/utils/StorageSlot.sol": "75704538dcb223239280c6726d9a31cf769a7816718517c997fc7d63bdb70778",
  "@openzeppelin/contracts/utils/Strings.sol": "e318709bbe73a7831d64c1351e8bdc43780b245f25191234e361e6ab9b98c67b",
  "@openzeppelin/contracts/utils/TransientSlot.sol": "ea92f361d697ba8b1fbd322b4d84b989998862c21fbebfa4b45289dc94a9eea2",
  "@openzeppelin/contracts/utils/cryptography/ECDSA.sol":
    "e3758f08ce5e53ada22c743450d3b61d965c92d4c76fcc8633a7eebd0455eb7c",
  "@openzeppelin/contracts/utils/cryptography/EIP712.sol":
    "1023ca2a7f9590767a9cf7b7ed1259801d81c576787b7e25d5a40683c8c3fd97",
  "@openzeppelin/contracts/utils/cryptography/Hashes.sol":
    "ecdbce11c5ecdf32b306e26b8ab1b878327c08154b4ccd04518b6b64b298cf31",
  "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol":
    "fd5635e85da7518bf1a153eaa99d3fad8bb6700f9d5d9cb70ddde75935cb122c",
  "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol":
    "538a0d7c4f0ec5a8562f58561890f7b49d14580674ecf58bc5f505b45c73df65",
  "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol":
    "47d1946002462b91cf656aada822d1ea862f82af27358a83b10d835c086dc4b9",
  "@openzeppelin/contracts/utils/introspection/ERC165.sol":
    "61a2b12c96857aaa35f48aeda67a4281637a42494c0b3795be0ae976aa7b3793",
  "@openzeppelin/contracts/utils/introspection/ERC165Checker.sol":
    "b42cd10397f404b8383363f646c21d59ff4decc7bca3de8c5b84773806605e14",
  "@openzeppelin/contracts/utils/introspection/IERC165.sol":
    "9055c2994b37dea1a41b7b7926dcb510f05dbe2540b0aafc5fbee9558fffd0ca",
  "@openzeppelin/contracts/utils/math/Math.sol": "bdfdbe133991c0c78042957ff5cd97167926fcaf6d15664f3835a076cb066457",
  "@openzeppelin/contracts/utils/math/SafeCast.sol": "5779bc848bde39f1ad7bc02b4f708a0040888e0083b1a33f119cd94639350134",
  "@openzeppelin/contracts/utils/math/SignedMath.sol":
    "1ed50b1056af886752f0fb48a0165d381e69bb4a4b18b893b066dc144a7e08d7",
  "contracts/Agreements.sol": "18d9a30ef1703870a4c68ac516a319d652e0e9b960c2d86312d43aa7de7a7f6d",
  "contracts/Assignments.sol": "5076acbf64fbaf4120f9f0dea93a32d96539ec4dd2b6d3b8fb4701cadf45b6e8",
  "contracts/Colophon.sol": "b0aabbf13191dacefb3c20cbc8ea25acb2e429b5d4ee8586aabe551aeeb5ef3e",
  "contracts/Compliance.sol": "309553da36fbad95f7e61d30777e8278f11d7217f642f8ec11382c3cd37f8e12",
  "contracts/Licences.sol": "ecdb826b6387ad82b7e5d00955cb7e215a61f0ea27e9cd279e04369a4182e0da",
  "contracts/Offers.sol": "4c3a084a246e02e649c177132d90234fce390b7ea1966dcdffef606c04e8b579",
  "contracts/Royalties.sol": "4e011f6d4f87f284d3dcb8b0923f0f07e63c878a49a177d47887f356135db673",
  "contracts/Terms.sol": "9ed717d9ee5ca83f3c9627ccbf8025bef2ce9b440cda6f6f844a464f8eaa7fe3",
  "contracts/Till.sol": "b0811e292ebcb7df86f434b3b207daaa1b5d57f276a29a14f39b1cb76440ba6f",
  "contracts/Timestamps.sol": "e7b30ac87cd1758138d23106836320b15bac72e5cb768a676e308e68161f6d64",
  "contracts/Works.sol": "f46fce4d240a314265008792738740402458f577271d6354c81561fdcb0a5e96",
  "contracts/interfaces/IAgreements.sol": "764570a163f3102f1a3ee71e93891ecbc01d97e8c5beef8db62efb88b146a94e",
  "contracts/interfaces/IArbitration.sol": "f6b6cb2792c0d86e018aa22c492e9db505a571cd7c4a3696b522c78fdbe38f07",
  "contracts/interfaces/IAssignments.sol": "38d519ee57cfcf229885413d03c4219d44a35a77999059929d93f8a87516f7c5",
  "contracts/interfaces/IColophon.sol": "5fcde94d81bc19f8e88fc738d790ed797882bba0082b466b6c3f2083f3b2f236",
  "contracts/interfaces/ICompliance.sol": "b36760abe26006744675007b6a2bb625405707bed5bbf27173c53ec19a47b942",
  "contracts/interfaces/IERC5192.sol": "e4b71dfe4689eb9ea6d7e1fdffde8879f6f49df7fd19569f26e87d42b6f8e218",
  "contracts/interfaces/IERC5646.sol": "30ac6f8f9453f6bff09db9712bd0102ed5a45ccb15763218b461d53bc6bb9118",
  "contracts/interfaces/IERC7858.sol": "d1ec3a8f9e57dbdeaadde9e03c2444b3c0d2df9ae260b599b2cb45482876cd5f",
  "contracts/interfaces/ILicences.sol": "6be8751b4e2ab25c9d2b2cd666664775281600414e1643ee9146cc19d142464b",
  "contracts/interfaces/IOffers.sol": "ab64c8069e8586bffba62d58c3e718359087cf0c0047199473e53b26a5d1cce9",
  "contracts/interfaces/IRoyalties.sol": "3a58d614dbea771641c2526e6ef234538e824a3895b6ad6a67e0c4810ed10348",
  "contracts/interfaces/ITerms.sol": "48d4f375b8fd825b5daf7b4c613468d9f11026ba484ff8fa9750612c58679846",
  "contracts/interfaces/ITill.sol": "0eb6b7234f9dea50db99e657a2c1697945cc9f747e298ef14a0cdf1feeb7273a",
  "contracts/interfaces/ITimestamps.sol": "f694a0f75f6f62b6842907731888f5e98c3fea385e0e029cb85e19452079c2bb",
  "contracts/interfaces/IWorks.sol": "ca43cf2ad4bc06220339128989b5a0cba59b49ac5e9efdfb7dbc643b70c3e684",
  "contracts/libraries/Agents.sol": "66fd2380e26a9a14e48f95b5b4c463d017ef497270e99da6f3b081b8fced1336",
  "contracts/libraries/Cid.sol": "23bf565686265c9f451eab5a880aad729421567a1b0f324fe718f55d8a20d7a1",
  "contracts/libraries/ERC721Packed.sol": "b8e8f3edd96e09c26e53f269ddd68c6ec1dacb4a6fd265bdf1609edcd9242329",
  "contracts/libraries/Grants.sol": "32a9b293db7d21d8b85513ffcc6e821b943f76ccec5d654bc5e197ca529499b5",
  "contracts/libraries/HolderTree.sol": "42b89d343bd58f18396440ad2479f3932972a238837051b065e57ce420dc3e5b",
  "contracts/libraries/Months.sol": "f0c441fe0121ea8f1a1b8db5911144ea537666dfa590f5f54f6a3edae29e19e8",
  "contracts/libraries/Segments.sol": "29db0d48aba922a14cbaa2e6869d1003d831017c0a9efe1db1424751af33b979",
  "contracts/libraries/Signatures.sol": "20b651a659ad0ea17dbaa007f9bae640cafeacf958b1da4d24767e464667cbfc",
  "contracts/libraries/Tiers.sol": "e275ccd61d8b8895d9630576e98df3533cc11e956bee29f65e2448076809a0a8",
  "contracts/libraries/TillClone.sol": "65e013d171c160bc2890a48b6af0bb30d12930da21ef2d480ab51b6840cc7a18",
  "contracts/libraries/TokenText.sol": "f1b0b0967aee3113efebdb82528d5a0477a43ce66a771bf1abfdcc8ac15707be",
  "contracts/types/Constants.sol": "f99f9627553e1edb8daa4204b6fa20fdf93e36827e19e4f71eb83519ec410658",
  "contracts/types/Edge.sol": "94ce71d1ecf13f38d9a3d8d4a5731048deb94dab524b2f49ef9424a3a6ea03f2",
  "contracts/types/Flags.sol": "bd53eeb096cf7ca7647a71a3c83822bfd5bf417c297accfc62334393e67f8538",
  "contracts/types/GrantClass.sol": "1e8e2699e9c94832118233e7c937a00cfa5275b77f87cf529464376319e9b471",
  "contracts/types/GrantPage.sol": "6a4c7b4d7b7e0a1f901dc6b23e544b57a2e70dc6043ada012d4b0ea1c87c9f09",
  "contracts/types/Holding.sol": "2500fb64f60789359b5887e6ed210e7011a57564389c26416cc23ae319368ed1",
  "contracts/types/Ledger.sol": "009719a83118fe537ce1e393291259fbb7523172742ff7cb4c0313e1110f037e",
  "contracts/types/LicenceData.sol": "20882f33130b1997428f03f8ac740291321a91b9a9a60725e8a73ba6b3360796",
  "contracts/types/LicenceId.sol": "be096bffb6ff8282770074928f629e07e2263fb321eab8752da915830c64da51",
  "contracts/types/Progress.sol": "5efdcdffb8f8a55971f23142d297b6e515238b74f9b2e2ead8ec93bee755b68e",
  "contracts/types/TermsId.sol": "c401dae7f77dd7533a9dc96131867167dbbfcf9e40af619f2cf50b009fc536d2",
  "contracts/types/Time.sol": "d866a89ac8ad192a07faab7bd41aef310383ee92ac81bb7cb47e071338b1d2e2",
  "contracts/types/WorkData.sol": "32ca47f895555ed14d8981e6a0a429c25707967424f15f94a055954efdb6bc7e",
  "contracts/types/WorkId.sol": "ffd5ae16b42a451de97a60e1b81bbfe1df3e40f61dd64da902bc10027c1064cd",
} as const;
