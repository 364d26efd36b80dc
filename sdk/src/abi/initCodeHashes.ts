// Written by scripts/generate-abi.ts from the compiled contracts. Do not edit.

/** keccak256 of each contract's creation code with its arguments, which makes its address. */
export const initCodeHashes = {
  timestamps: "0x74032f58853c190bb4d595f5b79b8c6c93c803274aafc6594624d10acea994c4",
  colophon: "0x1c4447c86438f47bf293a2a4cf73a89c0b01eb600880b9df0739582b28e79bfa",
  works: "0x77df559e2ec45437fe67d822d13f45269cf5241d5141f1a6d15059e548dbdb83",
  terms: "0x3f97d4e2495823eba145463c1bcfd53ade704a19ad453be315799fce458e9ad3",
  licences: "0x843294a66ee4d3e74c26cf3ec8d624c61df4b1a0d93fcbb23892a5d199481080",
  compliance: "0x7eda4da4db64349220b18731af46c1adcda78156cee9a9103574c3e1dd9ec2c6",
  royalties: "0x234c494e965f3da881a4fe696afa5e275b468be59e0d590a44c7fc9d266419ea",
} as const;

/** What makes that code: the compiler, and the SHA-256 of its standard JSON input. */
export const releaseBuild = {
  compiler: "0.8.37+commit.f401782d",
  input: "0x65a9ab33d6802f5996242f3d2ea7258d943346cd305654e84f08d08ce99566a4",
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
  "contracts/Colophon.sol": "caabaa07db4c7989adac0465c760d96fca1140b5b5c80e97bfbad2bbeee71214",
  "contracts/Compliance.sol": "821fb3f275544603e6f5cb92a95c73f227641b76b74652321b2360a924eed25c",
  "contracts/Licences.sol": "80a86267716babadf5ccd2f1a46005b256abfd6868b0b05da7b82f173e4a46c5",
  "contracts/Royalties.sol": "c86c759a1349a370adeb18223b3f3aa390c2e313c738719ceeb5ef8522e41ae7",
  "contracts/Terms.sol": "116b8cd2872175fa573146c91b9e818ea04f3d00a6329b2d4c5d143576a9b8d0",
  "contracts/Till.sol": "b0811e292ebcb7df86f434b3b207daaa1b5d57f276a29a14f39b1cb76440ba6f",
  "contracts/Timestamps.sol": "e7b30ac87cd1758138d23106836320b15bac72e5cb768a676e308e68161f6d64",
  "contracts/Works.sol": "e6c21ae07bbe2f7ca6ccf50ff1962f4f9fa632fe0c9fbb1e5e38cfcd542fad7f",
  "contracts/interfaces/IColophon.sol": "a550dd799eb276850bbf1ffea34b73e193d3ee9a71808d001262d2c850bc185e",
  "contracts/interfaces/ICompliance.sol": "da5a784a372c3ecdc212b950a4b95dda38c0314d857b3bc4301a484511b7c3d0",
  "contracts/interfaces/IERC5192.sol": "b8d07b4c7e789d6b2786257009972ff9ea7c045adffcacdf0ddc6ced0f93abd0",
  "contracts/interfaces/IERC7858.sol": "fc02061c02ced7f4e1abee35fe86ce0134f211e0ed4b72f251f55b1d35eb35db",
  "contracts/interfaces/ILicences.sol": "477ff6593796df142bad2c02d655778e2ff40e3b4f0217ebabdcdb923bb76ceb",
  "contracts/interfaces/IRoyalties.sol": "fc24a1b8feb6a3c2e637a4e0d31c4f530a6d3767f79990818beb8cd898078bdc",
  "contracts/interfaces/ITerms.sol": "94453e8a5d8a076a3442d65f6f238fd25ec1fe0e89d74633436fd68fe7799cc2",
  "contracts/interfaces/ITill.sol": "814e9d0fd0ab20958bbc2d1439562601d334d6c74db08890ed7bce36979267ad",
  "contracts/interfaces/ITimestamps.sol": "f40f1086297b6849b67bcaf0bc77dba0c760a6be1d18b041b1623b0f6cb8014c",
  "contracts/interfaces/IWorks.sol": "ffcfad7ce29bd936b72e02682baa8ba914a9ff55c5b8927471418e7718c51590",
  "contracts/libraries/Cid.sol": "23bf565686265c9f451eab5a880aad729421567a1b0f324fe718f55d8a20d7a1",
  "contracts/libraries/ERC721Packed.sol": "b8e8f3edd96e09c26e53f269ddd68c6ec1dacb4a6fd265bdf1609edcd9242329",
  "contracts/libraries/Grants.sol": "737db33d5d4a829e9368cb12b493d6689350d92104f253fc4075e4d858534c15",
  "contracts/libraries/HolderTree.sol": "42b89d343bd58f18396440ad2479f3932972a238837051b065e57ce420dc3e5b",
  "contracts/libraries/Segments.sol": "29db0d48aba922a14cbaa2e6869d1003d831017c0a9efe1db1424751af33b979",
  "contracts/libraries/Signatures.sol": "20b651a659ad0ea17dbaa007f9bae640cafeacf958b1da4d24767e464667cbfc",
  "contracts/libraries/TillClone.sol": "65e013d171c160bc2890a48b6af0bb30d12930da21ef2d480ab51b6840cc7a18",
  "contracts/types/Constants.sol": "f99f9627553e1edb8daa4204b6fa20fdf93e36827e19e4f71eb83519ec410658",
  "contracts/types/Edge.sol": "906413d89542c8e3364bd7bd1fae121e41e6dbc96a106847737b26ff203b1e41",
  "contracts/types/GrantClass.sol": "7cd08fa7143d52ecd255d8112e8efc60c16f5184fbc0d0522b49e44515806fd2",
  "contracts/types/GrantPage.sol": "4d54234b25e7251dfc8ab91f166f735d251aa0734f630d53f93949841b17a98e",
  "contracts/types/Holding.sol": "2500fb64f60789359b5887e6ed210e7011a57564389c26416cc23ae319368ed1",
  "contracts/types/Ledger.sol": "009719a83118fe537ce1e393291259fbb7523172742ff7cb4c0313e1110f037e",
  "contracts/types/LicenceData.sol": "aaeb200c60686fd07d03f8aab6aa3d89c8cc6318738d79d5142bf9145f1f0691",
  "contracts/types/LicenceId.sol": "f99292e11497d64ed427a2a70218c9603cd84225fd508a05a57cf1b533676dd2",
  "contracts/types/Progress.sol": "5efdcdffb8f8a55971f23142d297b6e515238b74f9b2e2ead8ec93bee755b68e",
  "contracts/types/TermsId.sol": "f9c3e58e7cf6dbe14a664a4bd57b4f82d974a3138ac6da7274fa7eff9a27170c",
  "contracts/types/Time.sol": "d866a89ac8ad192a07faab7bd41aef310383ee92ac81bb7cb47e071338b1d2e2",
  "contracts/types/WorkData.sol": "285f1145af2997e649464c560fc8bc74e6371499b7bd9bad83f9026f954d1634",
  "contracts/types/WorkId.sol": "a6934997a40c4e5f54a73d4b475858b705d6577da78d23ba670a6d50f70e3aa2",
} as const;
