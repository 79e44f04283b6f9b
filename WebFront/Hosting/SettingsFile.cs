using Microsoft.Extensions.Configuration.Json;

namespace Muster.WebFront.Hosting;

/// <summary>A file of settings (<c>--settings FILE</c>): weaker than the environment and the command line, so that what differs from place to place need not be written into it.</summary>
public static class SettingsFile
{
    /// <summary>The key that names it; it is no setting itself.</summary>
    public const string Key = "settings";

    /// <summary>Reads the file that is named, if one is.</summary>
    /// <exception cref="WrongSettingsException">It cannot be read.</exception>
    public static void AddTo(ConfigurationManager configuration)
    {
        if (configuration[Key] is not { } file)
            return;

        try
        {
            var source = new JsonConfigurationSource { Path = Path.GetFullPath(file) };
            source.ResolveFileProvider();
            ((IConfigurationBuilder)configuration).Sources.Insert(0, source);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or InvalidDataException or FormatException)
        {
            throw new WrongSettingsException(file, [new("(file)", wrong.InnerException?.Message ?? wrong.Message)], wrong);
        }
    }
}
