using System.Collections.Immutable;
using Muster.Agencies;

namespace Muster.WebFront.Hosting;

/// <summary>Settings nobody may start with; the message is for the operator and names file and fields.</summary>
public sealed class WrongSettingsException(string where, ImmutableArray<SettingProblem> problems, Exception? inner = null)
    : Exception(string.Join(Environment.NewLine, problems.Select(problem => $"{where}: {problem}")), inner);
