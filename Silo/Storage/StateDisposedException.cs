namespace Muster.Silo.Storage;

/// <summary>The keys of what a state belongs to were destroyed: it is disposed of, and nothing is written there any more.</summary>
public sealed class StateDisposedException(string what, Exception? inner = null) : Exception(what, inner);
