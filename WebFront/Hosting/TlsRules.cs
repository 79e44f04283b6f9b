using Muster.Agencies;

namespace Muster.WebFront.Hosting;

/// <summary>Which settings of TLS somebody may start with, before their files are read.</summary>
public static class TlsRules
{
    /// <summary>Where they stand in a settings file.</summary>
    public const string At = "Muster:Tls:";

    public static bool IsSaid(this TlsSettings settings) => Files(settings).Any(file => file.IsSaid);

    public static IEnumerable<SettingProblem> Problems(this TlsSettings settings) => settings.IsSaid()
        ? Files(settings).Where(file => !file.IsSaid).Select(file => new SettingProblem(At + file.Name, "is missing: Certificate, Key and Authorities are said together"))
        : [];

    private static IEnumerable<(string Name, bool IsSaid)> Files(TlsSettings settings) =>
    [
        (nameof(settings.Certificate), !string.IsNullOrWhiteSpace(settings.Certificate)),
        (nameof(settings.Key), !string.IsNullOrWhiteSpace(settings.Key)),
        (nameof(settings.Authorities), !string.IsNullOrWhiteSpace(settings.Authorities)),
    ];
}
