using Muster.LoadTests.Scenarios;
using Spectre.Console;

namespace Muster.LoadTests.Commands;

/// <summary>A progress bar per step, the finished ones above.</summary>
internal sealed class SpectreBoard(ProgressContext progress) : IBoard
{
    private ProgressTask? _current;

    public void Show(string step, double share)
    {
        var name = Markup.Escape(step);
        if (_current?.Description != name)
        {
            _current?.Value(1);
            _current = progress.AddTask(name, maxValue: 1);
        }

        _current.Value(share);
    }
}
