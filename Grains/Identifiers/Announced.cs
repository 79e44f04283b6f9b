namespace Muster.Identifiers;

/// <summary>Numbers that a text speaks of: their check digit alone would let every tenth or eleventh reference pass for one.</summary>
[Flags]
public enum Announced
{
    None = 0,
    TaxFileNumber = 1,
    MedicareNumber = 2,
}
