namespace Muster.Silo.Storage;

/// <summary>The store must not be used as it is; the process says why and does not start.</summary>
public sealed class StorageRefusedException(string why, Exception? inner = null) : Exception(why, inner);
