declare module '@lhncbc/ucum-lhc' {
  interface Unit {
    readonly magnitude_: number | null;
    readonly dim_: { readonly dimVec_: readonly number[] | null } | null;
    readonly moleExp_: number;
    readonly equivalentExp_: number;
    readonly isArbitrary_: boolean;
    readonly cnv_: string | null;
  }
  interface Utils {
    validateUnitString(code: string, suggest: boolean): { readonly status: string; readonly ucumCode: string | null };
    getSpecifiedUnit(code: string, how: 'validate'): { readonly unit: Unit | null };
    convertUnitTo(from: string, value: number, to: string): { readonly status: string; readonly toVal: number | null };
  }
  const library: { readonly UcumLhcUtils: { getInstance(): Utils } };
  export default library;
}
