namespace Muster.Silo.Storage;

/// <summary>A grain's state cannot be read back as it was written. Only this grain is affected.</summary>
public sealed class StateDamagedException(string what, Exception? inner = null) : Exception(what, inner);
