namespace Muster.Silo.Storage.Sqlite;

/// <summary>One process at a time: what a second one wrote would be missing from the first one's memory.</summary>
internal static class ExclusiveUse
{
    /// <returns>Held as long as it is open; the system lets go of it when the process ends, however it ends.</returns>
    /// <exception cref="StorageRefusedException">Another process holds it, or the directory cannot be written.</exception>
    public static FileStream Of(StorageSettings settings)
    {
        try
        {
            Directory.CreateDirectory(settings.Directory);
            return new FileStream(Path.Combine(settings.Directory, "muster.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException failure) when (File.Exists(Path.Combine(settings.Directory, "muster.lock")) && IsLocked(failure))
        {
            throw new StorageRefusedException($"{settings.Directory} is in use by another process. {failure.Message}", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StorageRefusedException($"{settings.Directory} cannot be written. {failure.Message}", failure);
        }
    }

    /// <summary>EWOULDBLOCK on Linux and macOS, a sharing violation on Windows.</summary>
    private static bool IsLocked(IOException failure) => failure.HResult is 11 or 35 or unchecked((int)0x80070020);
}
