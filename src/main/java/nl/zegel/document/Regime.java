package nl.zegel.document;

/**
 * The legal regime an element is processed under; it travels with the element (Wpg 7; Wjsg).
 *
 * <p>WPG8, WPG9, WPG10, WPG13: the articles of the Wpg. STRAFV, JUST, TUL: strafvorderlijke, justitiële and
 * tenuitvoerleggingsgegevens (Wjsg 1). AVG: everything else.
 */
public enum Regime { WPG8, WPG9, WPG10, WPG13, STRAFV, JUST, TUL, AVG }
