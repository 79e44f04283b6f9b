using System.Collections.Immutable;
using Muster.Agencies;

namespace Muster.Silo.Configuration;

/// <summary>
/// The agencies of <c>DIR/agencies/*.json</c>. Wrong files stop the start; files that go wrong later are reported and what was read
/// before stays in force.
/// </summary>
public sealed class AgencyFiles : IAgencySettingsSource
{
    private readonly string _folder;
    private readonly ILogger<AgencyFiles> _log;
    private readonly Lock _reading = new();
    private string _stamp;
    private ImmutableSortedDictionary<string, AgencySettings> _agencies;

    /// <exception cref="WrongSettingsException">One of the files is wrong.</exception>
    public AgencyFiles(string folder, ILogger<AgencyFiles> log)
    {
        (_folder, _log) = (folder, log);
        _stamp = Stamp();
        _agencies = Read();
    }

    /// <summary>All agencies as their files are now.</summary>
    public IEnumerable<AgencySettings> All => Current().Values;

    public ValueTask<AgencySettings?> Find(string agency) => new(Current().GetValueOrDefault(agency));

    private ImmutableSortedDictionary<string, AgencySettings> Current()
    {
        lock (_reading)
        {
            var stamp = Stamp();
            if (stamp == _stamp) return _agencies;

            _stamp = stamp;
            try
            {
                _agencies = Read();
                _log.LogInformation("Agency settings changed: {Agencies}", _agencies.Keys);
            }
            catch (WrongSettingsException wrong)
            {
                _log.LogError("Changed agency settings are not used: {Problems}", wrong.Message);
            }

            return _agencies;
        }
    }

    private ImmutableSortedDictionary<string, AgencySettings> Read() =>
        Files().Select(file => AgencyFile.Read(file.FullName)).ToImmutableSortedDictionary(agency => agency.Id, agency => agency, StringComparer.Ordinal);

    /// <summary>Tells a change without reading the files. Of a link it is that of what it leads to, which a mounted ConfigMap exchanges.</summary>
    private string Stamp() => string.Join('\n', Files().Select(file => $"{file.Name} {StampOf(file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file)}"));

    private static string StampOf(FileInfo file) => $"{file.Length} {file.LastWriteTimeUtc.Ticks}";

    private IEnumerable<FileInfo> Files() => new DirectoryInfo(_folder).EnumerateFiles("*.json").OrderBy(file => file.Name, StringComparer.Ordinal);
}
