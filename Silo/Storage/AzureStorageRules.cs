using System.Text.RegularExpressions;
using Muster.Agencies;

namespace Muster.Silo.Storage;

/// <summary>Which settings of a storage account a node may start with.</summary>
internal static partial class AzureStorageRules
{
    private const string At = AzureTableRules.At;

    /// <param name="settings">After <see cref="AzureTableRules.WithConnectionOfFile"/>.</param>
    /// <param name="orleans">The section <c>Orleans</c>.</param>
    public static IEnumerable<SettingProblem> Problems(this AzureStorageSettings settings, IConfigurationSection orleans)
    {
        foreach (var problem in ((AzureTableSettings)settings).Problems(orleans)) yield return problem;
        if (settings.BlobService is null != settings.TableService is null)
            yield return new(At + (settings.BlobService is null ? nameof(settings.BlobService) : nameof(settings.TableService)), "is missing: BlobService and TableService are said together");
        if (settings.BlobService is { } address && !AzureTableRules.IsService(address))
            yield return new(At + nameof(settings.BlobService), "must be an https address such as https://account.blob.core.windows.net");
        if (settings.Container.Length is < 3 or > 58 || !ContainerName().IsMatch(settings.Container))
            yield return new(At + nameof(settings.Container), $"'{settings.Container}' is no name of a container: 3 to 58 lower-case letters, digits and single hyphens");
        if (settings.RetryEvery.TotalSeconds is < 0.1 or > 60) yield return new(At + nameof(settings.RetryEvery), "must be 00:00:00.1 to 00:01:00");
        if (settings.LookEvery.TotalSeconds is < 1 or > 300) yield return new(At + nameof(settings.LookEvery), "must be 00:00:01 to 00:05:00");
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex ContainerName();
}
