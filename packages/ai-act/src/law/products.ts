// SPDX-License-Identifier: EUPL-1.2
// Art. 6(1) and Annex I: AI in products that other Union law regulates.
import { text } from '../text.ts'
import type { AnnexIEntry, ProductRule } from './types.ts'

// Draft guidelines 57-59: avoiding the third party by applying standards does not change the class.
export const products: readonly ProductRule[] = [
  {
    id: '6.1.A',
    article: 'Art. 6(1) + Annex I A',
    route: 'IA',
    title: text(
      'product of veiligheidsonderdeel uit bijlage I, deel A',
      'product or safety component of Annex I section A',
    ),
    when: {
      all: [
        'annex_i_section=A',
        { any: ['ai_is_the_regulated_product', '_safety_component'] },
        'third_party_conformity_assessment_foreseen',
      ],
      none: ['third_party_only_for_spectrum_or_emc'],
    },
    readings: ['R2'],
  },
  {
    id: '6.1.B',
    article: 'Art. 6(1) + Annex I B',
    route: 'IB',
    title: text(
      'product of veiligheidsonderdeel uit bijlage I, deel B',
      'product or safety component of Annex I section B',
    ),
    when: {
      all: [
        'annex_i_section=B',
        { any: ['ai_is_the_regulated_product', '_safety_component'] },
        'third_party_conformity_assessment_foreseen',
      ],
      none: ['third_party_only_for_spectrum_or_emc'],
    },
    note: text(
      'Alleen artikel 6(1), 60a en 102 tot en met 112 gelden (artikel 2(2)); de wet voor het product regelt de rest.',
      'Only articles 6(1), 60a and 102 to 112 apply (article 2(2)); the act on the product brings the rest.',
    ),
    readings: ['R2'],
  },
]

function act(section: 'A' | 'B', point: number, nl: string, en: string): AnnexIEntry {
  return { section, point, what: text(nl, en) }
}

export const annexI: readonly AnnexIEntry[] = [
  act('A', 2, 'speelgoed (2009/48, straks 2025/2509)', 'toys (2009/48, to become 2025/2509)'),
  act('A', 3, 'pleziervaartuigen (2013/53)', 'recreational craft (2013/53)'),
  act('A', 4, 'liften (2014/33)', 'lifts (2014/33)'),
  act('A', 5, 'apparaten waar explosiegevaar is (2014/34)', 'equipment for explosive atmospheres (2014/34)'),
  act('A', 6, 'radioapparatuur (2014/53)', 'radio equipment (2014/53)'),
  act('A', 7, 'drukapparatuur (2014/68)', 'pressure equipment (2014/68)'),
  act('A', 8, 'kabelbanen (2016/424)', 'cableways (2016/424)'),
  act('A', 9, 'persoonlijke beschermingsmiddelen (2016/425)', 'personal protective equipment (2016/425)'),
  act('A', 10, 'gastoestellen (2016/426)', 'gas appliances (2016/426)'),
  act('A', 11, 'medische hulpmiddelen (2017/745)', 'medical devices (2017/745)'),
  act('A', 12, 'medische hulpmiddelen voor diagnostiek (2017/746)', 'in vitro diagnostic devices (2017/746)'),
  act('B', 13, 'beveiliging burgerluchtvaart (300/2008)', 'civil aviation security (300/2008)'),
  act('B', 14, 'voertuigen op twee of drie wielen (168/2013)', 'two- and three-wheel vehicles (168/2013)'),
  act('B', 15, 'landbouwvoertuigen (167/2013)', 'agricultural vehicles (167/2013)'),
  act('B', 16, 'uitrusting van schepen (2014/90)', 'marine equipment (2014/90)'),
  act('B', 17, 'spoorwegen (2016/797)', 'rail (2016/797)'),
  act('B', 18, 'motorvoertuigen (2018/858)', 'motor vehicles (2018/858)'),
  act('B', 19, 'veiligheid van voertuigen (2019/2144)', 'vehicle safety (2019/2144)'),
  act('B', 20, 'burgerluchtvaart (2018/1139)', 'civil aviation (2018/1139)'),
  act('B', 21, 'machines (2023/1230)', 'machinery (2023/1230)'),
]
