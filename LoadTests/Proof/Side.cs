namespace Muster.LoadTests.Proof;

/// <summary>Who wrote it, and who reads it.</summary>
internal enum Side : byte
{
    Citizen,
    Agent,
}
