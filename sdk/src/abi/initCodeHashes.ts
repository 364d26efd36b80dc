// Written by scripts/generate-abi.ts from the compiled contracts. Do not edit.

/** keccak256 of each contract's creation code with its arguments, which makes its address. */
export const initCodeHashes = {
  timestamps: "0x1ca10eb4f568ade77a2aeb8cc59aafe360f494c53ecb34f7d7651c564f417be3",
  colophon: "0xc6a436c67eafeb89d43e0dea72cd817afc202a7c622f596315b6fe2af928e277",
  works: "0x3edb663e93a9d885850e86100c6941bf31c717ac619988b5899485af801317fb",
  terms: "0xc3ccb66e51acdd0beacabae87444f8de1558142fc5ee81f820697b5c0e113f50",
  licences: "0x1f240846224f042969bb80deae1cc8954da18d14f85fb5ca307db695342f6d36",
  compliance: "0xb12503669d74321c2c47c7cbfdd5017a58047a4697fa2bfb144a733baa4a0d8b",
  royalties: "0x3377402033a008a7d3c35ee03e51ca0d8da0d033dd76f0bc31bb4def04741d0c",
} as const;

/** What makes that code: the compiler, and the SHA-256 of its standard JSON input. */
export const releaseBuild = {
  compiler: "0.8.37+commit.f401782d",
  input: "0x255ee04d18f19019fd91da199c1fbb0591133849fbb66478c6b49a1789a8d571",
} as const;

/** The compiler's settings in that input. */
export const buildSettings = {
  evmVersion: "cancun",
  optimizer: { enabled: true, runs: 200 },
  metadata: { bytecodeHash: "none" },
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
  "@openzeppelin/contracts/utils/introspection/IERC165.sol":
    "9055c2994b37dea1a41b7b7926dcb510f05dbe2540b0aafc5fbee9558fffd0ca",
  "@openzeppelin/contracts/utils/math/Math.sol": "bdfdbe133991c0c78042957ff5cd97167926fcaf6d15664f3835a076cb066457",
  "@openzeppelin/contracts/utils/math/SafeCast.sol": "5779bc848bde39f1ad7bc02b4f708a0040888e0083b1a33f119cd94639350134",
  "@openzeppelin/contracts/utils/math/SignedMath.sol":
    "1ed50b1056af886752f0fb48a0165d381e69bb4a4b18b893b066dc144a7e08d7",
  "contracts/Colophon.sol": "caabaa07db4c7989adac0465c760d96fca1140b5b5c80e97bfbad2bbeee71214",
  "contracts/Compliance.sol": "2853e1461bf2175e5bebc6b291c4bf5117ea25c9c2c4793efaed1403a6b161db",
  "contracts/Licences.sol": "47df6b8865a198ec5df72c676b19f9cba5ea897bbb83f7f24199aa89cbc42e34",
  "contracts/Royalties.sol": "05c7c7c6b2f11b7cd6b5d3d5d4c759ddc02f15541b8a7bea05e6bb9e91e1f777",
  "contracts/Terms.sol": "d884139bd6a05952bae5f7000eb12ca44e2909fcca4a92b5ee4e08a07d3d93c5",
  "contracts/Till.sol": "c59b3802918ddce81bb9dfd232c0e0896cff6f7ace081535b2ece17ee9a05f7b",
  "contracts/Timestamps.sol": "e7b30ac87cd1758138d23106836320b15bac72e5cb768a676e308e68161f6d64",
  "contracts/Works.sol": "0ad05960116202211c359e4eae03e6c27b12174763e47ff7452ff612cce001df",
  "contracts/interfaces/IColophon.sol": "3ce87bfb830563a550faa05d5efa88efe9b6525855d26cfd5c260caa99870d63",
  "contracts/interfaces/ICompliance.sol": "03d0e1ba33005bd49f8719018dc404b1a37ebbdc41903d60cd91dcc34fc8c854",
  "contracts/interfaces/IERC5192.sol": "e4b71dfe4689eb9ea6d7e1fdffde8879f6f49df7fd19569f26e87d42b6f8e218",
  "contracts/interfaces/IERC7858.sol": "d1ec3a8f9e57dbdeaadde9e03c2444b3c0d2df9ae260b599b2cb45482876cd5f",
  "contracts/interfaces/ILicences.sol": "b050e05f747f810ec784c43cc94ab9cb358f41bf60596941bd6a22cfaf854725",
  "contracts/interfaces/IRoyalties.sol": "24579fd7455909bc5930c963a87be7b74b40181b6348cce292dc4ea96054b915",
  "contracts/interfaces/ITerms.sol": "227e8ac33e601beca0719ec6f285c00f2070ed24d36c03b52f95339b7b58ba4e",
  "contracts/interfaces/ITill.sol": "2ffc8ef150b44bdea44404b5650ea807681b293f9ecd70901aa7cd24e4f9dd4b",
  "contracts/interfaces/ITimestamps.sol": "5ae82f87e282cf8cb2ec8eb135d27d9a6a8d0235e5b5ee346b60060084c074a2",
  "contracts/interfaces/IWorks.sol": "db44262c159ce0555afabfd4ef723f4b3f1a1218ca5845149401c7e8effe9660",
  "contracts/libraries/Cid.sol": "21be5e532c107fbb08557d41ac26975a47761af965c2b8609b052917b35b6cb0",
  "contracts/libraries/ERC721Packed.sol": "744e9770da0966393bb328d91b2dbcfb183dc6ac6fc93e4c2c793dbcfad443b7",
  "contracts/libraries/Grants.sol": "7a357b285102c4f3036c78d17bf232262e63f7ddbfe95c10d2169d0076858d67",
  "contracts/libraries/HolderTree.sol": "e5067c6fb47fa5ddf5bd855badd18467d24cb7ef1c413f3ab89eb9bdbac27d61",
  "contracts/types/Edge.sol": "26417cb01a0ee2aa4c4b6ecee7c34b7a11248f678830d7662acdcb431f9c759d",
  "contracts/types/LicenceData.sol": "3e7745c231d107fc57018b62a4f52feddc4be4d607655028a83d277e05b372a4",
  "contracts/types/LicenceId.sol": "6c5d3f16cb4cf5b8980f5d4a725856d1537afbdc4dc392461099bf659849b900",
  "contracts/types/Progress.sol": "870f9eb76bccc9149ce15dcca5c45415469825086b17ec66a783d48324ea8400",
  "contracts/types/TermsId.sol": "d6359e50d30908233364300775ae0ab71a8ff88cad72ba1709b5847903f6cab8",
  "contracts/types/WorkId.sol": "1474d758928787ee2f7f510111bce10dd15f6466c013b30dd81779afd6ae15dc",
} as const;
