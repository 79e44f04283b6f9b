using Muster.Silo.Storage.Encryption;
using Muster.WebFront.Security;

namespace Muster.Silo.Identity;

/// <summary>
/// <c>--front-keys FILE</c> in the node's place: writes the keys of fronts that belong to a file of master keys, so that both secrets can be
/// made before anything runs.
/// </summary>
internal static class FrontKeysOf
{
    public const string Option = "--front-keys";

    /// <exception cref="Storage.StorageRefusedException">The file is missing or holds no keys.</exception>
    public static async Task Write(string masterKeyFile, Stream output) =>
        await output.WriteAsync(FrontKeyFile.ContentOf(new FrontKeys(MasterKeyFile.ReadShared(masterKeyFile))));
}
