using Microsoft.Extensions.Configuration.Json;

namespace Muster.WebFront.Hosting;

/// <summary>The file <c>settings/KIND/NAME.json</c> of a profile, beside the program: weaker than the environment and the command line, so that
/// what differs from place to place need not be written into it.</summary>
public static class ProfileFile
{
    /// <param name="configuration">Of the process.</param>
    /// <param name="kind"><c>node</c> or <c>front</c>: Orleans wants other settings of each.</param>
    /// <param name="profile">Its name: letters and digits.</param>
    /// <param name="commandLine">What was said at the start; stronger than all else.</param>
    /// <exception cref="WrongSettingsException">There is no such profile.</exception>
    public static void Add(ConfigurationManager configuration, string kind, string profile, IReadOnlyDictionary<string, string?> commandLine)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "settings", kind);
        var file = Path.Combine(folder, $"{profile}.json");
        if (!profile.All(char.IsAsciiLetterOrDigit) || !File.Exists(file))
        {
            IEnumerable<string?> known = Directory.Exists(folder)
                ? Directory.EnumerateFiles(folder, "*.json").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal)
                : [];
            throw new WrongSettingsException("settings", [new("Muster:Profile", $"is '{profile}', and may be {string.Join(" or ", known)}")]);
        }

        var source = new JsonConfigurationSource { Path = file };
        source.ResolveFileProvider();
        ((IConfigurationBuilder)configuration).Sources.Insert(0, source);
        ((IConfigurationBuilder)configuration).AddInMemoryCollection(commandLine);
    }
}
