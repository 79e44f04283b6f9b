using Muster.Agencies;

namespace Muster.Silo;

/// <summary>What may be said at a start; anything else is refused, so that a slip of the finger does not start something unintended.</summary>
public static class CommandLine
{
    public const string Usage = "run [--urls URL] [--data DIR] [--profile NAME] [--settings FILE] [--no-front] [--no-demo] [--reset]";

    /// <summary>The arguments as keys of the configuration.</summary>
    /// <exception cref="WrongSettingsException">An argument is unknown or lacks its value.</exception>
    public static Dictionary<string, string?> Parse(ReadOnlySpan<string> arguments)
    {
        var settings = new Dictionary<string, string?>();
        for (; !arguments.IsEmpty; arguments = arguments[1..])
        {
            switch (arguments[0])
            {
                case "--reset":
                    settings["Muster:Reset"] = "true";
                    break;
                case "--no-front":
                    settings["Muster:Front"] = "false";
                    break;
                case "--no-demo":
                    settings["Muster:Demo"] = "false";
                    break;
                case "--urls" or "--data" or "--profile" or "--settings" when arguments.Length > 1:
                    settings[KeyOf(arguments[0])] = arguments[1];
                    arguments = arguments[1..];
                    break;
                default:
                    throw new WrongSettingsException("command line", [new SettingProblem(arguments[0], $"is unknown or lacks its value. Usage: {Usage}")]);
            }
        }

        return settings;
    }

    private static string KeyOf(string option) => option switch
    {
        "--urls" => "urls",
        "--data" => "Muster:Data",
        "--settings" => SettingsFile.Key,
        _ => "Muster:Profile",
    };
}
