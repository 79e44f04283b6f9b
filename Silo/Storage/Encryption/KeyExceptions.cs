namespace Muster.Silo.Storage.Encryption;

/// <summary>Data keys cannot be had now: their book or the vault does not answer, or a master key has not arrived here yet. What was to be read or stored can be later.</summary>
public sealed class KeysUnavailableException(string what, Exception? inner = null) : Exception(what, inner);

/// <summary>No master key of that id is here.</summary>
public sealed class MasterKeyMissingException(string id, string there) : Exception($"it needs master key {id}, and there are {there}");

/// <summary>The key of a record was destroyed: the record is disposed of, and nobody reads it again.</summary>
public sealed class RecordsDisposedException(string what) : Exception(what);
