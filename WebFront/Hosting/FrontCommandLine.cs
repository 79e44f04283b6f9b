namespace Muster.WebFront.Hosting;

/// <summary>What may be said at a front's start; anything else is refused.</summary>
public static class FrontCommandLine
{
    public const string Usage = "Muster.WebFront --settings FILE --keys FILE [--urls URL]";

    /// <summary>The arguments as keys of the configuration.</summary>
    /// <exception cref="WrongSettingsException">An argument is unknown or lacks its value.</exception>
    public static Dictionary<string, string?> Parse(ReadOnlySpan<string> arguments)
    {
        var settings = new Dictionary<string, string?>();
        for (; !arguments.IsEmpty; arguments = arguments[2..])
        {
            var key = arguments[0] switch
            {
                "--keys" => "Muster:Keys",
                "--urls" => "urls",
                "--settings" => SettingsFile.Key,
                _ => null,
            };
            if (key is null || arguments.Length < 2)
                throw new WrongSettingsException("command line", [new(arguments[0], $"is unknown or lacks its value. Usage: {Usage}")]);
            settings[key] = arguments[1];
        }

        return settings;
    }
}
