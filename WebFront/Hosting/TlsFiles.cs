namespace Muster.WebFront.Hosting;

/// <summary>What the files of <see cref="TlsSettings"/> hold; equal while none has changed.</summary>
internal sealed record TlsFiles(string Certificate, string Key, string Authorities)
{
    /// <exception cref="WrongSettingsException">One cannot be read.</exception>
    public static TlsFiles Read(TlsSettings settings) => new(
        TextOf(nameof(settings.Certificate), settings.Certificate!),
        TextOf(nameof(settings.Key), settings.Key!),
        TextOf(nameof(settings.Authorities), settings.Authorities!));

    /// <summary>Not the record's own: it would tell the key.</summary>
    public override string ToString() => nameof(TlsFiles);

    private static string TextOf(string name, string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new WrongSettingsException("settings", [new(TlsRules.At + name, $"cannot be read. {wrong.Message}")], wrong);
        }
    }
}
