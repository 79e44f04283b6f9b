namespace Muster.Silo.Storage;

/// <summary>The store does not answer (full, read-only, locked, gone). What was being written may or may not be stored.</summary>
public sealed class StateUnavailableException(string what, Exception? inner = null) : Exception(what, inner);
