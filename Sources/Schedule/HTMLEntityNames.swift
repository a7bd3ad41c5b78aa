extension HTMLEntities {
  /// Every entity that the HTML standard names: its character, or code points in hexadecimal, then its names.
  static let names = """
    09 Tab; 0A NewLine; ! excl; 22 QUOT quot; # num; $ dollar; % percnt; & AMP amp; ' apos; ( lpar; ) rpar; * ast
    midast; + plus; , comma; . period; / sol; : colon; 3B semi; < LT lt; 3C+20D2 nvlt; = equals; 3D+20E5 bne; > GT gt;
    3E+20D2 nvgt; ? quest; @ commat; [ lsqb lbrack; 5C bsol; ] rsqb rbrack; ^ Hat; _ lowbar UnderBar; ` grave
    DiacriticalGrave; 66+6A fjlig; { lcub lbrace; | vert verbar VerticalLine; } rcub rbrace; A0 nbsp NonBreakingSpace;
    ¡ iexcl; ¢ cent; £ pound; ¤ curren; ¥ yen; ¦ brvbar; § sect; ¨ Dot die uml DoubleDot; © COPY copy; ª ordf; « laquo;
    ¬ not; AD shy; ® REG reg circledR; ¯ macr strns; ° deg; ± pm plusmn PlusMinus; ² sup2; ³ sup3; ´ acute
    DiacriticalAcute; µ micro; ¶ para; · middot CenterDot centerdot; ¸ cedil Cedilla; ¹ sup1; º ordm; » raquo; ¼
    frac14; ½ half frac12; ¾ frac34; ¿ iquest; À Agrave; Á Aacute; Â Acirc; Ã Atilde; Ä Auml; Å Aring angst; Æ AElig; Ç
    Ccedil; È Egrave; É Eacute; Ê Ecirc; Ë Euml; Ì Igrave; Í Iacute; Î Icirc; Ï Iuml; Ð ETH; Ñ Ntilde; Ò Ograve; Ó
    Oacute; Ô Ocirc; Õ Otilde; Ö Ouml; × times; Ø Oslash; Ù Ugrave; Ú Uacute; Û Ucirc; Ü Uuml; Ý Yacute; Þ THORN; ß
    szlig; à agrave; á aacute; â acirc; ã atilde; ä auml; å aring; æ aelig; ç ccedil; è egrave; é eacute; ê ecirc; ë
    euml; ì igrave; í iacute; î icirc; ï iuml; ð eth; ñ ntilde; ò ograve; ó oacute; ô ocirc; õ otilde; ö ouml; ÷ div
    divide; ø oslash; ù ugrave; ú uacute; û ucirc; ü uuml; ý yacute; þ thorn; ÿ yuml; Ā Amacr; ā amacr; Ă Abreve; ă
    abreve; Ą Aogon; ą aogon; Ć Cacute; ć cacute; Ĉ Ccirc; ĉ ccirc; Ċ Cdot; ċ cdot; Č Ccaron; č ccaron; Ď Dcaron; ď
    dcaron; Đ Dstrok; đ dstrok; Ē Emacr; ē emacr; Ė Edot; ė edot; Ę Eogon; ę eogon; Ě Ecaron; ě ecaron; Ĝ Gcirc; ĝ
    gcirc; Ğ Gbreve; ğ gbreve; Ġ Gdot; ġ gdot; Ģ Gcedil; Ĥ Hcirc; ĥ hcirc; Ħ Hstrok; ħ hstrok; Ĩ Itilde; ĩ itilde; Ī
    Imacr; ī imacr; Į Iogon; į iogon; İ Idot; ı imath inodot; Ĳ IJlig; ĳ ijlig; Ĵ Jcirc; ĵ jcirc; Ķ Kcedil; ķ kcedil; ĸ
    kgreen; Ĺ Lacute; ĺ lacute; Ļ Lcedil; ļ lcedil; Ľ Lcaron; ľ lcaron; Ŀ Lmidot; ŀ lmidot; Ł Lstrok; ł lstrok; Ń
    Nacute; ń nacute; Ņ Ncedil; ņ ncedil; Ň Ncaron; ň ncaron; ŉ napos; Ŋ ENG; ŋ eng; Ō Omacr; ō omacr; Ő Odblac; ő
    odblac; Œ OElig; œ oelig; Ŕ Racute; ŕ racute; Ŗ Rcedil; ŗ rcedil; Ř Rcaron; ř rcaron; Ś Sacute; ś sacute; Ŝ Scirc;
    ŝ scirc; Ş Scedil; ş scedil; Š Scaron; š scaron; Ţ Tcedil; ţ tcedil; Ť Tcaron; ť tcaron; Ŧ Tstrok; ŧ tstrok; Ũ
    Utilde; ũ utilde; Ū Umacr; ū umacr; Ŭ Ubreve; ŭ ubreve; Ů Uring; ů uring; Ű Udblac; ű udblac; Ų Uogon; ų uogon; Ŵ
    Wcirc; ŵ wcirc; Ŷ Ycirc; ŷ ycirc; Ÿ Yuml; Ź Zacute; ź zacute; Ż Zdot; ż zdot; Ž Zcaron; ž zcaron; ƒ fnof; Ƶ imped;
    ǵ gacute; ȷ jmath; ˆ circ; ˇ Hacek caron; ˘ Breve breve; ˙ dot DiacriticalDot; ˚ ring; ˛ ogon; ˜ tilde
    DiacriticalTilde; ˝ dblac DiacriticalDoubleAcute; 311 DownBreve; Α Alpha; Β Beta; Γ Gamma; Δ Delta; Ε Epsilon; Ζ
    Zeta; Η Eta; Θ Theta; Ι Iota; Κ Kappa; Λ Lambda; Μ Mu; Ν Nu; Ξ Xi; Ο Omicron; Π Pi; Ρ Rho; Σ Sigma; Τ Tau; Υ
    Upsilon; Φ Phi; Χ Chi; Ψ Psi; Ω ohm Omega; α alpha; β beta; γ gamma; δ delta; ε epsi epsilon; ζ zeta; η eta; θ
    theta; ι iota; κ kappa; λ lambda; μ mu; ν nu; ξ xi; ο omicron; π pi; ρ rho; ς sigmaf sigmav varsigma; σ sigma; τ
    tau; υ upsi upsilon; φ phi; χ chi; ψ psi; ω omega; ϑ thetav thetasym vartheta; ϒ Upsi upsih; ϕ phiv varphi
    straightphi; ϖ piv varpi; Ϝ Gammad; ϝ gammad digamma; ϰ kappav varkappa; ϱ rhov varrho; ϵ epsiv varepsilon
    straightepsilon; ϶ bepsi backepsilon; Ё IOcy; Ђ DJcy; Ѓ GJcy; Є Jukcy; Ѕ DScy; І Iukcy; Ї YIcy; Ј Jsercy; Љ LJcy; Њ
    NJcy; Ћ TSHcy; Ќ KJcy; Ў Ubrcy; Џ DZcy; А Acy; Б Bcy; В Vcy; Г Gcy; Д Dcy; Е IEcy; Ж ZHcy; З Zcy; И Icy; Й Jcy; К
    Kcy; Л Lcy; М Mcy; Н Ncy; О Ocy; П Pcy; Р Rcy; С Scy; Т Tcy; У Ucy; Ф Fcy; Х KHcy; Ц TScy; Ч CHcy; Ш SHcy; Щ
    SHCHcy; Ъ HARDcy; Ы Ycy; Ь SOFTcy; Э Ecy; Ю YUcy; Я YAcy; а acy; б bcy; в vcy; г gcy; д dcy; е iecy; ж zhcy; з zcy;
    и icy; й jcy; к kcy; л lcy; м mcy; н ncy; о ocy; п pcy; р rcy; с scy; т tcy; у ucy; ф fcy; х khcy; ц tscy; ч chcy;
    ш shcy; щ shchcy; ъ hardcy; ы ycy; ь softcy; э ecy; ю yucy; я yacy; ё iocy; ђ djcy; ѓ gjcy; є jukcy; ѕ dscy; і
    iukcy; ї yicy; ј jsercy; љ ljcy; њ njcy; ћ tshcy; ќ kjcy; ў ubrcy; џ dzcy; 2002 ensp; 2003 emsp; 2004 emsp13; 2005
    emsp14; 2007 numsp; 2008 puncsp; 2009 thinsp ThinSpace; 200A hairsp VeryThinSpace; 200B ZeroWidthSpace
    NegativeThinSpace NegativeThickSpace NegativeMediumSpace NegativeVeryThinSpace; 200C zwnj; 200D zwj; 200E lrm; 200F
    rlm; ‐ dash hyphen; – ndash; — mdash; ― horbar; ‖ Vert Verbar; ‘ lsquo OpenCurlyQuote; ’ rsquo rsquor
    CloseCurlyQuote; ‚ sbquo lsquor; “ ldquo OpenCurlyDoubleQuote; ” rdquo rdquor CloseCurlyDoubleQuote; „ bdquo
    ldquor; † dagger; ‡ Dagger ddagger; • bull bullet; ‥ nldr; … mldr hellip; ‰ permil; ‱ pertenk; ′ prime; ″ Prime; ‴
    tprime; ‵ bprime backprime; ‹ lsaquo; › rsaquo; ‾ oline OverBar; ⁁ caret; ⁃ hybull; ⁄ frasl; ⁏ bsemi; ⁗ qprime;
    205F MediumSpace; 205F+200A ThickSpace; 2060 NoBreak; 2061 af ApplyFunction; 2062 it InvisibleTimes; 2063 ic
    InvisibleComma; € euro; 20DB tdot TripleDot; 20DC DotDot; ℂ Copf complexes; ℅ incare; ℊ gscr; ℋ Hscr hamilt
    HilbertSpace; ℌ Hfr Poincareplane; ℍ Hopf quaternions; ℎ planckh; ℏ hbar hslash planck plankv; ℐ Iscr imagline; ℑ
    Im Ifr image imagpart; ℒ Lscr lagran Laplacetrf; ℓ ell; ℕ Nopf naturals; № numero; ℗ copysr; ℘ wp weierp; ℙ Popf
    primes; ℚ Qopf rationals; ℛ Rscr realine; ℜ Re Rfr real realpart; ℝ Ropf reals; ℞ rx; ™ TRADE trade; ℤ Zopf
    integers; ℧ mho; ℨ Zfr zeetrf; ℩ iiota; ℬ Bscr bernou Bernoullis; ℭ Cfr Cayleys; ℯ escr; ℰ Escr expectation; ℱ Fscr
    Fouriertrf; ℳ Mscr phmmat Mellintrf; ℴ oscr order orderof; ℵ aleph alefsym; ℶ beth; ℷ gimel; ℸ daleth; ⅅ DD
    CapitalDifferentialD; ⅆ dd DifferentialD; ⅇ ee ExponentialE exponentiale; ⅈ ii ImaginaryI; ⅓ frac13; ⅔ frac23; ⅕
    frac15; ⅖ frac25; ⅗ frac35; ⅘ frac45; ⅙ frac16; ⅚ frac56; ⅛ frac18; ⅜ frac38; ⅝ frac58; ⅞ frac78; ← larr slarr
    LeftArrow leftarrow ShortLeftArrow; ↑ uarr UpArrow uparrow ShortUpArrow; → rarr srarr RightArrow rightarrow
    ShortRightArrow; ↓ darr DownArrow downarrow ShortDownArrow; ↔ harr LeftRightArrow leftrightarrow; ↕ varr
    UpDownArrow updownarrow; ↖ nwarr nwarrow UpperLeftArrow; ↗ nearr nearrow UpperRightArrow; ↘ searr searrow
    LowerRightArrow; ↙ swarr swarrow LowerLeftArrow; ↚ nlarr nleftarrow; ↛ nrarr nrightarrow; ↝ rarrw rightsquigarrow;
    219D+338 nrarrw; ↞ Larr twoheadleftarrow; ↟ Uarr; ↠ Rarr twoheadrightarrow; ↡ Darr; ↢ larrtl leftarrowtail; ↣
    rarrtl rightarrowtail; ↤ mapstoleft LeftTeeArrow; ↥ mapstoup UpTeeArrow; ↦ map mapsto RightTeeArrow; ↧ mapstodown
    DownTeeArrow; ↩ larrhk hookleftarrow; ↪ rarrhk hookrightarrow; ↫ larrlp looparrowleft; ↬ rarrlp looparrowright; ↭
    harrw leftrightsquigarrow; ↮ nharr nleftrightarrow; ↰ Lsh lsh; ↱ Rsh rsh; ↲ ldsh; ↳ rdsh; ↵ crarr; ↶ cularr
    curvearrowleft; ↷ curarr curvearrowright; ↺ olarr circlearrowleft; ↻ orarr circlearrowright; ↼ lharu LeftVector
    leftharpoonup; ↽ lhard DownLeftVector leftharpoondown; ↾ uharr RightUpVector upharpoonright; ↿ uharl LeftUpVector
    upharpoonleft; ⇀ rharu RightVector rightharpoonup; ⇁ rhard DownRightVector rightharpoondown; ⇂ dharr
    RightDownVector downharpoonright; ⇃ dharl LeftDownVector downharpoonleft; ⇄ rlarr rightleftarrows
    RightArrowLeftArrow; ⇅ udarr UpArrowDownArrow; ⇆ lrarr leftrightarrows LeftArrowRightArrow; ⇇ llarr leftleftarrows;
    ⇈ uuarr upuparrows; ⇉ rrarr rightrightarrows; ⇊ ddarr downdownarrows; ⇋ lrhar leftrightharpoons ReverseEquilibrium;
    ⇌ rlhar Equilibrium rightleftharpoons; ⇍ nlArr nLeftarrow; ⇎ nhArr nLeftrightarrow; ⇏ nrArr nRightarrow; ⇐ lArr
    Leftarrow DoubleLeftArrow; ⇑ uArr Uparrow DoubleUpArrow; ⇒ rArr Implies Rightarrow DoubleRightArrow; ⇓ dArr
    Downarrow DoubleDownArrow; ⇔ iff hArr Leftrightarrow DoubleLeftRightArrow; ⇕ vArr Updownarrow DoubleUpDownArrow; ⇖
    nwArr; ⇗ neArr; ⇘ seArr; ⇙ swArr; ⇚ lAarr Lleftarrow; ⇛ rAarr Rrightarrow; ⇝ zigrarr; ⇤ larrb LeftArrowBar; ⇥ rarrb
    RightArrowBar; ⇵ duarr DownArrowUpArrow; ⇽ loarr; ⇾ roarr; ⇿ hoarr; ∀ ForAll forall; ∁ comp complement; ∂ part
    PartialD; 2202+338 npart; ∃ exist Exists; ∄ nexist nexists NotExists; ∅ empty emptyv emptyset varnothing; ∇ Del
    nabla; ∈ in isin isinv Element; ∉ notin notinva NotElement; ∋ ni niv SuchThat ReverseElement; ∌ notni notniva
    NotReverseElement; ∏ prod Product; ∐ coprod Coproduct; ∑ Sum sum; − minus; ∓ mp mnplus MinusPlus; ∔ plusdo dotplus;
    ∖ setmn ssetmn setminus Backslash smallsetminus; ∗ lowast; ∘ compfn SmallCircle; √ Sqrt radic; ∝ prop vprop propto
    varpropto Proportional; ∞ infin; ∟ angrt; ∠ ang angle; 2220+20D2 nang; ∡ angmsd measuredangle; ∢ angsph; ∣ mid smid
    shortmid VerticalBar; ∤ nmid nsmid nshortmid NotVerticalBar; ∥ par spar parallel shortparallel DoubleVerticalBar; ∦
    npar nspar nparallel nshortparallel NotDoubleVerticalBar; ∧ and wedge; ∨ or vee; ∩ cap; 2229+FE00 caps; ∪ cup;
    222A+FE00 cups; ∫ int Integral; ∬ Int; ∭ tint iiint; ∮ oint conint ContourIntegral; ∯ Conint DoubleContourIntegral;
    ∰ Cconint; ∱ cwint; ∲ cwconint ClockwiseContourIntegral; ∳ awconint CounterClockwiseContourIntegral; ∴ there4
    Therefore therefore; ∵ becaus Because because; ∶ ratio; ∷ Colon Proportion; ∸ minusd dotminus; ∺ mDDot; ∻ homtht; ∼
    sim Tilde thksim thicksim; 223C+20D2 nvsim; ∽ bsim backsim; 223D+331 race; ∾ ac mstpos; 223E+333 acE; ∿ acd; ≀ wr
    wreath VerticalTilde; ≁ nsim NotTilde; ≂ esim eqsim EqualTilde; 2242+338 nesim NotEqualTilde; ≃ sime simeq
    TildeEqual; ≄ nsime nsimeq NotTildeEqual; ≅ cong TildeFullEqual; ≆ simne; ≇ ncong NotTildeFullEqual; ≈ ap asymp
    thkap approx TildeTilde thickapprox; ≉ nap napprox NotTildeTilde; ≊ ape approxeq; ≋ apid; 224B+338 napid; ≌ bcong
    backcong; ≍ CupCap asympeq; 224D+20D2 nvap; ≎ bump Bumpeq HumpDownHump; 224E+338 nbump NotHumpDownHump; ≏ bumpe
    bumpeq HumpEqual; 224F+338 nbumpe NotHumpEqual; ≐ doteq esdot DotEqual; 2250+338 nedot; ≑ eDot doteqdot; ≒ efDot
    fallingdotseq; ≓ erDot risingdotseq; ≔ Assign colone coloneq; ≕ ecolon eqcolon; ≖ ecir eqcirc; ≗ cire circeq; ≙
    wedgeq; ≚ veeeq; ≜ trie triangleq; ≟ equest questeq; ≠ ne NotEqual; ≡ equiv Congruent; 2261+20E5 bnequiv; ≢ nequiv
    NotCongruent; ≤ le leq; 2264+20D2 nvle; ≥ ge geq GreaterEqual; 2265+20D2 nvge; ≦ lE leqq LessFullEqual; 2266+338
    nlE nleqq; ≧ gE geqq GreaterFullEqual; 2267+338 ngE ngeqq NotGreaterFullEqual; ≨ lnE lneqq; 2268+FE00 lvnE
    lvertneqq; ≩ gnE gneqq; 2269+FE00 gvnE gvertneqq; ≪ Lt ll NestedLessLess; 226A+338 nLtv NotLessLess; 226A+20D2 nLt;
    ≫ Gt gg NestedGreaterGreater; 226B+338 nGtv NotGreaterGreater; 226B+20D2 nGt; ≬ twixt between; ≭ NotCupCap; ≮ nlt
    nless NotLess; ≯ ngt ngtr NotGreater; ≰ nle nleq NotLessEqual; ≱ nge ngeq NotGreaterEqual; ≲ lsim lesssim
    LessTilde; ≳ gsim gtrsim GreaterTilde; ≴ nlsim NotLessTilde; ≵ ngsim NotGreaterTilde; ≶ lg lessgtr LessGreater; ≷
    gl gtrless GreaterLess; ≸ ntlg NotLessGreater; ≹ ntgl NotGreaterLess; ≺ pr prec Precedes; ≻ sc succ Succeeds; ≼
    prcue preccurlyeq PrecedesSlantEqual; ≽ sccue succcurlyeq SucceedsSlantEqual; ≾ prsim precsim PrecedesTilde; ≿
    scsim succsim SucceedsTilde; 227F+338 NotSucceedsTilde; ⊀ npr nprec NotPrecedes; ⊁ nsc nsucc NotSucceeds; ⊂ sub
    subset; 2282+20D2 vnsub nsubset NotSubset; ⊃ sup supset Superset; 2283+20D2 vnsup nsupset NotSuperset; ⊄ nsub; ⊅
    nsup; ⊆ sube subseteq SubsetEqual; ⊇ supe supseteq SupersetEqual; ⊈ nsube nsubseteq NotSubsetEqual; ⊉ nsupe
    nsupseteq NotSupersetEqual; ⊊ subne subsetneq; 228A+FE00 vsubne varsubsetneq; ⊋ supne supsetneq; 228B+FE00 vsupne
    varsupsetneq; ⊍ cupdot; ⊎ uplus UnionPlus; ⊏ sqsub sqsubset SquareSubset; 228F+338 NotSquareSubset; ⊐ sqsup
    sqsupset SquareSuperset; 2290+338 NotSquareSuperset; ⊑ sqsube sqsubseteq SquareSubsetEqual; ⊒ sqsupe sqsupseteq
    SquareSupersetEqual; ⊓ sqcap SquareIntersection; 2293+FE00 sqcaps; ⊔ sqcup SquareUnion; 2294+FE00 sqcups; ⊕ oplus
    CirclePlus; ⊖ ominus CircleMinus; ⊗ otimes CircleTimes; ⊘ osol; ⊙ odot CircleDot; ⊚ ocir circledcirc; ⊛ oast
    circledast; ⊝ odash circleddash; ⊞ plusb boxplus; ⊟ minusb boxminus; ⊠ timesb boxtimes; ⊡ sdotb dotsquare; ⊢ vdash
    RightTee; ⊣ dashv LeftTee; ⊤ top DownTee; ⊥ bot perp UpTee bottom; ⊧ models; ⊨ vDash DoubleRightTee; ⊩ Vdash; ⊪
    Vvdash; ⊫ VDash; ⊬ nvdash; ⊭ nvDash; ⊮ nVdash; ⊯ nVDash; ⊰ prurel; ⊲ vltri LeftTriangle vartriangleleft; ⊳ vrtri
    RightTriangle vartriangleright; ⊴ ltrie trianglelefteq LeftTriangleEqual; 22B4+20D2 nvltrie; ⊵ rtrie
    trianglerighteq RightTriangleEqual; 22B5+20D2 nvrtrie; ⊶ origof; ⊷ imof; ⊸ mumap multimap; ⊹ hercon; ⊺ intcal
    intercal; ⊻ veebar; ⊽ barvee; ⊾ angrtvb; ⊿ lrtri; ⋀ Wedge xwedge bigwedge; ⋁ Vee xvee bigvee; ⋂ xcap bigcap
    Intersection; ⋃ xcup Union bigcup; ⋄ diam Diamond diamond; ⋅ sdot; ⋆ Star sstarf; ⋇ divonx divideontimes; ⋈ bowtie;
    ⋉ ltimes; ⋊ rtimes; ⋋ lthree leftthreetimes; ⋌ rthree rightthreetimes; ⋍ bsime backsimeq; ⋎ cuvee curlyvee; ⋏ cuwed
    curlywedge; ⋐ Sub Subset; ⋑ Sup Supset; ⋒ Cap; ⋓ Cup; ⋔ fork pitchfork; ⋕ epar; ⋖ ltdot lessdot; ⋗ gtdot gtrdot; ⋘
    Ll; 22D8+338 nLl; ⋙ Gg ggg; 22D9+338 nGg; ⋚ leg lesseqgtr LessEqualGreater; 22DA+FE00 lesg; ⋛ gel gtreqless
    GreaterEqualLess; 22DB+FE00 gesl; ⋞ cuepr curlyeqprec; ⋟ cuesc curlyeqsucc; ⋠ nprcue NotPrecedesSlantEqual; ⋡
    nsccue NotSucceedsSlantEqual; ⋢ nsqsube NotSquareSubsetEqual; ⋣ nsqsupe NotSquareSupersetEqual; ⋦ lnsim; ⋧ gnsim; ⋨
    prnsim precnsim; ⋩ scnsim succnsim; ⋪ nltri ntriangleleft NotLeftTriangle; ⋫ nrtri ntriangleright NotRightTriangle;
    ⋬ nltrie ntrianglelefteq NotLeftTriangleEqual; ⋭ nrtrie ntrianglerighteq NotRightTriangleEqual; ⋮ vellip; ⋯ ctdot;
    ⋰ utdot; ⋱ dtdot; ⋲ disin; ⋳ isinsv; ⋴ isins; ⋵ isindot; 22F5+338 notindot; ⋶ notinvc; ⋷ notinvb; ⋹ isinE; 22F9+338
    notinE; ⋺ nisd; ⋻ xnis; ⋼ nis; ⋽ notnivc; ⋾ notnivb; ⌅ barwed barwedge; ⌆ Barwed doublebarwedge; ⌈ lceil
    LeftCeiling; ⌉ rceil RightCeiling; ⌊ lfloor LeftFloor; ⌋ rfloor RightFloor; ⌌ drcrop; ⌍ dlcrop; ⌎ urcrop; ⌏ ulcrop;
    ⌐ bnot; ⌒ profline; ⌓ profsurf; ⌕ telrec; ⌖ target; ⌜ ulcorn ulcorner; ⌝ urcorn urcorner; ⌞ dlcorn llcorner; ⌟
    drcorn lrcorner; ⌢ frown sfrown; ⌣ smile ssmile; ⌭ cylcty; ⌮ profalar; ⌶ topbot; ⌽ ovbar; ⌿ solbar; ⍼ angzarr; ⎰
    lmoust lmoustache; ⎱ rmoust rmoustache; ⎴ tbrk OverBracket; ⎵ bbrk UnderBracket; ⎶ bbrktbrk; ⏜ OverParenthesis; ⏝
    UnderParenthesis; ⏞ OverBrace; ⏟ UnderBrace; ⏢ trpezium; ⏧ elinters; ␣ blank; Ⓢ oS circledS; ─ boxh HorizontalLine;
    │ boxv; ┌ boxdr; ┐ boxdl; └ boxur; ┘ boxul; ├ boxvr; ┤ boxvl; ┬ boxhd; ┴ boxhu; ┼ boxvh; ═ boxH; ║ boxV; ╒ boxdR; ╓
    boxDr; ╔ boxDR; ╕ boxdL; ╖ boxDl; ╗ boxDL; ╘ boxuR; ╙ boxUr; ╚ boxUR; ╛ boxuL; ╜ boxUl; ╝ boxUL; ╞ boxvR; ╟ boxVr;
    ╠ boxVR; ╡ boxvL; ╢ boxVl; ╣ boxVL; ╤ boxHd; ╥ boxhD; ╦ boxHD; ╧ boxHu; ╨ boxhU; ╩ boxHU; ╪ boxvH; ╫ boxVh; ╬
    boxVH; ▀ uhblk; ▄ lhblk; █ block; ░ blk14; ▒ blk12; ▓ blk34; □ squ Square square; ▪ squf squarf blacksquare
    FilledVerySmallSquare; ▫ EmptyVerySmallSquare; ▭ rect; ▮ marker; ▱ fltns; △ xutri bigtriangleup; ▴ utrif
    blacktriangle; ▵ utri triangle; ▸ rtrif blacktriangleright; ▹ rtri triangleright; ▽ xdtri bigtriangledown; ▾ dtrif
    blacktriangledown; ▿ dtri triangledown; ◂ ltrif blacktriangleleft; ◃ ltri triangleleft; ◊ loz lozenge; ○ cir; ◬
    tridot; ◯ xcirc bigcirc; ◸ ultri; ◹ urtri; ◺ lltri; ◻ EmptySmallSquare; ◼ FilledSmallSquare; ★ starf bigstar; ☆
    star; ☎ phone; ♀ female; ♂ male; ♠ spades spadesuit; ♣ clubs clubsuit; ♥ hearts heartsuit; ♦ diams diamondsuit; ♪
    sung; ♭ flat; ♮ natur natural; ♯ sharp; ✓ check checkmark; ✗ cross; ✠ malt maltese; ✶ sext; ❘ VerticalSeparator; ❲
    lbbrk; ❳ rbbrk; ⟈ bsolhsub; ⟉ suphsol; ⟦ lobrk LeftDoubleBracket; ⟧ robrk RightDoubleBracket; ⟨ lang langle
    LeftAngleBracket; ⟩ rang rangle RightAngleBracket; ⟪ Lang; ⟫ Rang; ⟬ loang; ⟭ roang; ⟵ xlarr LongLeftArrow
    longleftarrow; ⟶ xrarr LongRightArrow longrightarrow; ⟷ xharr LongLeftRightArrow longleftrightarrow; ⟸ xlArr
    Longleftarrow DoubleLongLeftArrow; ⟹ xrArr Longrightarrow DoubleLongRightArrow; ⟺ xhArr Longleftrightarrow
    DoubleLongLeftRightArrow; ⟼ xmap longmapsto; ⟿ dzigrarr; ⤂ nvlArr; ⤃ nvrArr; ⤄ nvHarr; ⤅ Map; ⤌ lbarr; ⤍ rbarr
    bkarow; ⤎ lBarr; ⤏ rBarr dbkarow; ⤐ RBarr drbkarow; ⤑ DDotrahd; ⤒ UpArrowBar; ⤓ DownArrowBar; ⤖ Rarrtl; ⤙ latail; ⤚
    ratail; ⤛ lAtail; ⤜ rAtail; ⤝ larrfs; ⤞ rarrfs; ⤟ larrbfs; ⤠ rarrbfs; ⤣ nwarhk; ⤤ nearhk; ⤥ searhk hksearow; ⤦
    swarhk hkswarow; ⤧ nwnear; ⤨ toea nesear; ⤩ tosa seswar; ⤪ swnwar; ⤳ rarrc; 2933+338 nrarrc; ⤵ cudarrr; ⤶ ldca; ⤷
    rdca; ⤸ cudarrl; ⤹ larrpl; ⤼ curarrm; ⤽ cularrp; ⥅ rarrpl; ⥈ harrcir; ⥉ Uarrocir; ⥊ lurdshar; ⥋ ldrushar; ⥎
    LeftRightVector; ⥏ RightUpDownVector; ⥐ DownLeftRightVector; ⥑ LeftUpDownVector; ⥒ LeftVectorBar; ⥓ RightVectorBar;
    ⥔ RightUpVectorBar; ⥕ RightDownVectorBar; ⥖ DownLeftVectorBar; ⥗ DownRightVectorBar; ⥘ LeftUpVectorBar; ⥙
    LeftDownVectorBar; ⥚ LeftTeeVector; ⥛ RightTeeVector; ⥜ RightUpTeeVector; ⥝ RightDownTeeVector; ⥞
    DownLeftTeeVector; ⥟ DownRightTeeVector; ⥠ LeftUpTeeVector; ⥡ LeftDownTeeVector; ⥢ lHar; ⥣ uHar; ⥤ rHar; ⥥ dHar; ⥦
    luruhar; ⥧ ldrdhar; ⥨ ruluhar; ⥩ rdldhar; ⥪ lharul; ⥫ llhard; ⥬ rharul; ⥭ lrhard; ⥮ udhar UpEquilibrium; ⥯ duhar
    ReverseUpEquilibrium; ⥰ RoundImplies; ⥱ erarr; ⥲ simrarr; ⥳ larrsim; ⥴ rarrsim; ⥵ rarrap; ⥶ ltlarr; ⥸ gtrarr; ⥹
    subrarr; ⥻ suplarr; ⥼ lfisht; ⥽ rfisht; ⥾ ufisht; ⥿ dfisht; ⦅ lopar; ⦆ ropar; ⦋ lbrke; ⦌ rbrke; ⦍ lbrkslu; ⦎
    rbrksld; ⦏ lbrksld; ⦐ rbrkslu; ⦑ langd; ⦒ rangd; ⦓ lparlt; ⦔ rpargt; ⦕ gtlPar; ⦖ ltrPar; ⦚ vzigzag; ⦜ vangrt; ⦝
    angrtvbd; ⦤ ange; ⦥ range; ⦦ dwangle; ⦧ uwangle; ⦨ angmsdaa; ⦩ angmsdab; ⦪ angmsdac; ⦫ angmsdad; ⦬ angmsdae; ⦭
    angmsdaf; ⦮ angmsdag; ⦯ angmsdah; ⦰ bemptyv; ⦱ demptyv; ⦲ cemptyv; ⦳ raemptyv; ⦴ laemptyv; ⦵ ohbar; ⦶ omid; ⦷ opar;
    ⦹ operp; ⦻ olcross; ⦼ odsold; ⦾ olcir; ⦿ ofcir; ⧀ olt; ⧁ ogt; ⧂ cirscir; ⧃ cirE; ⧄ solb; ⧅ bsolb; ⧉ boxbox; ⧍
    trisb; ⧎ rtriltri; ⧏ LeftTriangleBar; 29CF+338 NotLeftTriangleBar; ⧐ RightTriangleBar; 29D0+338
    NotRightTriangleBar; ⧜ iinfin; ⧝ infintie; ⧞ nvinfin; ⧣ eparsl; ⧤ smeparsl; ⧥ eqvparsl; ⧫ lozf blacklozenge; ⧴
    RuleDelayed; ⧶ dsol; ⨀ xodot bigodot; ⨁ xoplus bigoplus; ⨂ xotime bigotimes; ⨄ xuplus biguplus; ⨆ xsqcup bigsqcup;
    ⨌ qint iiiint; ⨍ fpartint; ⨐ cirfnint; ⨑ awint; ⨒ rppolint; ⨓ scpolint; ⨔ npolint; ⨕ pointint; ⨖ quatint; ⨗
    intlarhk; ⨢ pluscir; ⨣ plusacir; ⨤ simplus; ⨥ plusdu; ⨦ plussim; ⨧ plustwo; ⨩ mcomma; ⨪ minusdu; ⨭ loplus; ⨮
    roplus; ⨯ Cross; ⨰ timesd; ⨱ timesbar; ⨳ smashp; ⨴ lotimes; ⨵ rotimes; ⨶ otimesas; ⨷ Otimes; ⨸ odiv; ⨹ triplus; ⨺
    triminus; ⨻ tritime; ⨼ iprod intprod; ⨿ amalg; ⩀ capdot; ⩂ ncup; ⩃ ncap; ⩄ capand; ⩅ cupor; ⩆ cupcap; ⩇ capcup; ⩈
    cupbrcap; ⩉ capbrcup; ⩊ cupcup; ⩋ capcap; ⩌ ccups; ⩍ ccaps; ⩐ ccupssm; ⩓ And; ⩔ Or; ⩕ andand; ⩖ oror; ⩗ orslope; ⩘
    andslope; ⩚ andv; ⩛ orv; ⩜ andd; ⩝ ord; ⩟ wedbar; ⩦ sdote; ⩪ simdot; ⩭ congdot; 2A6D+338 ncongdot; ⩮ easter; ⩯
    apacir; ⩰ apE; 2A70+338 napE; ⩱ eplus; ⩲ pluse; ⩳ Esim; ⩴ Colone; ⩵ Equal; ⩷ eDDot ddotseq; ⩸ equivDD; ⩹ ltcir; ⩺
    gtcir; ⩻ ltquest; ⩼ gtquest; ⩽ les leqslant LessSlantEqual; 2A7D+338 nles nleqslant NotLessSlantEqual; ⩾ ges
    geqslant GreaterSlantEqual; 2A7E+338 nges ngeqslant NotGreaterSlantEqual; ⩿ lesdot; ⪀ gesdot; ⪁ lesdoto; ⪂ gesdoto;
    ⪃ lesdotor; ⪄ gesdotol; ⪅ lap lessapprox; ⪆ gap gtrapprox; ⪇ lne lneq; ⪈ gne gneq; ⪉ lnap lnapprox; ⪊ gnap
    gnapprox; ⪋ lEg lesseqqgtr; ⪌ gEl gtreqqless; ⪍ lsime; ⪎ gsime; ⪏ lsimg; ⪐ gsiml; ⪑ lgE; ⪒ glE; ⪓ lesges; ⪔ gesles;
    ⪕ els eqslantless; ⪖ egs eqslantgtr; ⪗ elsdot; ⪘ egsdot; ⪙ el; ⪚ eg; ⪝ siml; ⪞ simg; ⪟ simlE; ⪠ simgE; ⪡ LessLess;
    2AA1+338 NotNestedLessLess; ⪢ GreaterGreater; 2AA2+338 NotNestedGreaterGreater; ⪤ glj; ⪥ gla; ⪦ ltcc; ⪧ gtcc; ⪨
    lescc; ⪩ gescc; ⪪ smt; ⪫ lat; ⪬ smte; 2AAC+FE00 smtes; ⪭ late; 2AAD+FE00 lates; ⪮ bumpE; ⪯ pre preceq
    PrecedesEqual; 2AAF+338 npre npreceq NotPrecedesEqual; ⪰ sce succeq SucceedsEqual; 2AB0+338 nsce nsucceq
    NotSucceedsEqual; ⪳ prE; ⪴ scE; ⪵ prnE precneqq; ⪶ scnE succneqq; ⪷ prap precapprox; ⪸ scap succapprox; ⪹ prnap
    precnapprox; ⪺ scnap succnapprox; ⪻ Pr; ⪼ Sc; ⪽ subdot; ⪾ supdot; ⪿ subplus; ⫀ supplus; ⫁ submult; ⫂ supmult; ⫃
    subedot; ⫄ supedot; ⫅ subE subseteqq; 2AC5+338 nsubE nsubseteqq; ⫆ supE supseteqq; 2AC6+338 nsupE nsupseteqq; ⫇
    subsim; ⫈ supsim; ⫋ subnE subsetneqq; 2ACB+FE00 vsubnE varsubsetneqq; ⫌ supnE supsetneqq; 2ACC+FE00 vsupnE
    varsupsetneqq; ⫏ csub; ⫐ csup; ⫑ csube; ⫒ csupe; ⫓ subsup; ⫔ supsub; ⫕ subsub; ⫖ supsup; ⫗ suphsub; ⫘ supdsub; ⫙
    forkv; ⫚ topfork; ⫛ mlcp; ⫤ Dashv DoubleLeftTee; ⫦ Vdashl; ⫧ Barv; ⫨ vBar; ⫩ vBarv; ⫫ Vbar; ⫬ Not; ⫭ bNot; ⫮ rnmid;
    ⫯ cirmid; ⫰ midcir; ⫱ topcir; ⫲ nhpar; ⫳ parsim; ⫽ parsl; 2AFD+20E5 nparsl; ﬀ fflig; ﬁ filig; ﬂ fllig; ﬃ ffilig; ﬄ
    ffllig; 𝒜 Ascr; 𝒞 Cscr; 𝒟 Dscr; 𝒢 Gscr; 𝒥 Jscr; 𝒦 Kscr; 𝒩 Nscr; 𝒪 Oscr; 𝒫 Pscr; 𝒬 Qscr; 𝒮 Sscr; 𝒯 Tscr; 𝒰 Uscr; 𝒱
    Vscr; 𝒲 Wscr; 𝒳 Xscr; 𝒴 Yscr; 𝒵 Zscr; 𝒶 ascr; 𝒷 bscr; 𝒸 cscr; 𝒹 dscr; 𝒻 fscr; 𝒽 hscr; 𝒾 iscr; 𝒿 jscr; 𝓀 kscr; 𝓁
    lscr; 𝓂 mscr; 𝓃 nscr; 𝓅 pscr; 𝓆 qscr; 𝓇 rscr; 𝓈 sscr; 𝓉 tscr; 𝓊 uscr; 𝓋 vscr; 𝓌 wscr; 𝓍 xscr; 𝓎 yscr; 𝓏 zscr; 𝔄
    Afr; 𝔅 Bfr; 𝔇 Dfr; 𝔈 Efr; 𝔉 Ffr; 𝔊 Gfr; 𝔍 Jfr; 𝔎 Kfr; 𝔏 Lfr; 𝔐 Mfr; 𝔑 Nfr; 𝔒 Ofr; 𝔓 Pfr; 𝔔 Qfr; 𝔖 Sfr; 𝔗 Tfr; 𝔘
    Ufr; 𝔙 Vfr; 𝔚 Wfr; 𝔛 Xfr; 𝔜 Yfr; 𝔞 afr; 𝔟 bfr; 𝔠 cfr; 𝔡 dfr; 𝔢 efr; 𝔣 ffr; 𝔤 gfr; 𝔥 hfr; 𝔦 ifr; 𝔧 jfr; 𝔨 kfr; 𝔩
    lfr; 𝔪 mfr; 𝔫 nfr; 𝔬 ofr; 𝔭 pfr; 𝔮 qfr; 𝔯 rfr; 𝔰 sfr; 𝔱 tfr; 𝔲 ufr; 𝔳 vfr; 𝔴 wfr; 𝔵 xfr; 𝔶 yfr; 𝔷 zfr; 𝔸 Aopf; 𝔹
    Bopf; 𝔻 Dopf; 𝔼 Eopf; 𝔽 Fopf; 𝔾 Gopf; 𝕀 Iopf; 𝕁 Jopf; 𝕂 Kopf; 𝕃 Lopf; 𝕄 Mopf; 𝕆 Oopf; 𝕊 Sopf; 𝕋 Topf; 𝕌 Uopf; 𝕍
    Vopf; 𝕎 Wopf; 𝕏 Xopf; 𝕐 Yopf; 𝕒 aopf; 𝕓 bopf; 𝕔 copf; 𝕕 dopf; 𝕖 eopf; 𝕗 fopf; 𝕘 gopf; 𝕙 hopf; 𝕚 iopf; 𝕛 jopf; 𝕜
    kopf; 𝕝 lopf; 𝕞 mopf; 𝕟 nopf; 𝕠 oopf; 𝕡 popf; 𝕢 qopf; 𝕣 ropf; 𝕤 sopf; 𝕥 topf; 𝕦 uopf; 𝕧 vopf; 𝕨 wopf; 𝕩 xopf; 𝕪
    yopf; 𝕫 zopf
    """
}
