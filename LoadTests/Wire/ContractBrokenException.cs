namespace Muster.LoadTests.Wire;

/// <summary>The server answered something that the public contract does not know, or refuses what it must take.</summary>
internal sealed class ContractBrokenException(string message) : Exception(message);
